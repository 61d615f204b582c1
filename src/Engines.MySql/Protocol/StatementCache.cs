using System.Diagnostics.CodeAnalysis;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>The statements that are prepared on one connection; the one that was used longest ago makes room.</summary>
internal sealed class StatementCache(int capacity)
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _bySql = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();

    public bool TryGet(string sql, [NotNullWhen(true)] out PreparedStatement? statement)
    {
        if (!_bySql.TryGetValue(sql, out var node))
        {
            statement = null;
            return false;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        statement = node.Value.Statement;
        return true;
    }

    /// <summary>Adds a statement; returns the one that has to go for it, to be closed on the server.</summary>
    public PreparedStatement? Add(string sql, PreparedStatement statement)
    {
        PreparedStatement? evicted = null;
        if (_bySql.Count >= capacity && _byUse.Last is { } oldest)
        {
            _byUse.RemoveLast();
            _bySql.Remove(oldest.Value.Sql);
            evicted = oldest.Value.Statement;
        }

        _bySql.Add(sql, _byUse.AddFirst(new Entry(sql, statement)));
        return evicted;
    }

    /// <summary>The server has forgotten them all.</summary>
    public void Clear()
    {
        foreach (var entry in _byUse)
        {
            entry.Statement.IsClosed = true;
        }

        _byUse.Clear();
        _bySql.Clear();
    }

    private readonly record struct Entry(string Sql, PreparedStatement Statement);
}
