namespace CausalGateway.Causality.Checking;

/// <summary>
/// Makes histories of a perfect system at random: commits in one order, and servers that show any prefix of it, of which no one
/// is shown a shorter one than the context had seen when the request was sent. Requests overlap.
/// </summary>
internal sealed class RandomHistories(int seed)
{
    private const int Clients = 5;
    private const int Rows = 4;
    private const int Steps = 300;

    private readonly Random _random = new(seed);
    private readonly HistoryBuilder _history = new();
    private readonly List<int> _log = [];
    private readonly Dictionary<string, int> _sessions = [];
    private readonly Dictionary<int, int> _bookmarks = [];
    private readonly List<Histories.Operation> _given = [];
    private readonly List<Pending> _pending = [];

    /// <summary>A history in which nothing is wrong.</summary>
    public static Histories.History Valid(int seed) => new RandomHistories(seed).Make(spoil: false)!;

    /// <summary>A history whose last read, one of all rows, shows a prefix that is too short; null if chance gave no occasion.</summary>
    public static Histories.History? Spoilt(int seed) => new RandomHistories(seed).Make(spoil: true);

    private Histories.History? Make(bool spoil)
    {
        for (var step = 0; step < Steps; step++)
        {
            if (_pending.Count < Clients && _random.Next(2) == 0)
            {
                Begin();
            }
            else if (_pending.Count > 0)
            {
                End(_random.Next(_pending.Count));
            }
        }

        while (_pending.Count > 0)
        {
            End(0);
        }

        return !spoil || Spoil() ? _history.ToHistory(seed) : null;
    }

    private void Begin()
    {
        var session = _random.Next(3) == 0 ? null : $"s{_random.Next(3)}";
        Histories.Operation[] bookmarks =
            _given.Count > 0 && _random.Next(3) == 0 ? [_given[_random.Next(_given.Count)]] : [];
        var knows = Math.Max(
            session is null ? 0 : _sessions.GetValueOrDefault(session),
            bookmarks.Select(bookmark => _bookmarks[bookmark.Id]).DefaultIfEmpty().Max());
        var row = _random.Next(Rows);
        var operation = _random.Next(3) == 0
            ? _history.BeginWrite(row, session, bookmarks)
            : _history.BeginRead([row, (row + 1) % Rows], session, Histories.Level.Session, bookmarks);
        _pending.Add(new Pending(operation, knows));
    }

    private void End(int index)
    {
        var (operation, knows) = _pending[index];
        _pending.RemoveAt(index);
        if (operation.Kind == Histories.OperationKind.Write)
        {
            EndWrite(operation);
            return;
        }

        var prefix = _random.Next(knows, _log.Count + 1);
        Remember(_history.EndRead(operation, [.. operation.Rows.Select(row => (row, VersionAt(row, prefix)))]), prefix);
    }

    private void EndWrite(Histories.Operation write)
    {
        var fate = _random.Next(10);
        if (fate > 0)
        {
            _history.Commit(write);
            _log.Add(write.Rows[0]);
        }

        if (fate > 1)
        {
            Remember(_history.Acknowledge(write), _log.Count);
        }
        else
        {
            _history.Fail(write, Histories.OperationOutcome.Unknown);
        }
    }

    private void Remember(Histories.Operation operation, int prefix)
    {
        if (operation.Session is { } key && operation.Recorded)
        {
            _sessions[key] = Math.Max(_sessions.GetValueOrDefault(key), prefix);
        }

        _bookmarks[operation.Id] = prefix;
        _given.Add(operation);
    }

    /// <summary>Every session has read all rows, and one then reads a prefix in which at least one of them is older.</summary>
    private bool Spoil()
    {
        if (_log.Count == 0)
        {
            return false;
        }

        (int, int)[] At(int prefix) => [.. Enumerable.Range(0, Rows).Select(row => (row, VersionAt(row, prefix)))];
        _history.Read(At(_log.Count), "s0");
        _history.Read(At(_random.Next(_log.Count)), "s0");
        return true;
    }

    private int VersionAt(int row, int prefix) => _log.Take(prefix).Count(written => written == row);

    private sealed record Pending(Histories.Operation Operation, int Knows);
}
