using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory.Servers;

/// <summary>The state that a server's log has led to. Callers hold the cluster's lock.</summary>
internal sealed class Database
{
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);

    public Table Get(string name, bool administrator)
    {
        if (!_tables.TryGetValue(name, out var table))
        {
            throw SqlError.Make("42P01", $"There is no table {name}.");
        }

        return table.Definition.Secret && !administrator
            ? throw SqlError.Make("42501", $"No right to use {name}.", EngineErrorKind.PermissionDenied)
            : table;
    }

    public void Apply(Transaction transaction)
    {
        foreach (var change in transaction.Changes)
        {
            switch (change)
            {
                case Change.Creation created:
                    _tables.Add(created.Table.Name, new Table(created.Table));
                    break;
                case Change.Removal removed:
                    _tables.Remove(removed.Table);
                    break;
                case Change.OfRow { Row: { } row } written:
                    _tables[written.Table].Rows[written.Key] = row;
                    break;
                case Change.OfRow deleted:
                    _tables[deleted.Table].Rows.Remove(deleted.Key);
                    break;
            }
        }
    }

    /// <summary>A row as its table's columns hold it.</summary>
    /// <exception cref="EngineException">A constraint forbids it.</exception>
    public SqlValue[] Check(TableDefinition table, SqlValue[] row)
    {
        if (row.Length != table.Columns.Count)
        {
            throw SqlError.Make("42601", $"{table.Name} has {table.Columns.Count} columns.");
        }

        var kept = new SqlValue[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var column = table.Columns[i];
            var value = kept[i] = row[i].As(column.Type);
            if (value.IsNull && column.NotNull)
            {
                throw SqlError.Constraint("23502", $"{column.Name} must not be null.");
            }

            if (!value.IsNull && value.Text == column.Forbidden)
            {
                throw SqlError.Constraint("23514", $"{column.Name} must not be {value.Text}.");
            }

            if (!value.IsNull && column.References is { } parents && !_tables[parents].Rows.ContainsKey(value.ToInt64()))
            {
                throw SqlError.Constraint("23503", $"{parents} has no row {value.Text}.");
            }
        }

        return kept;
    }

    public void CheckNotTaken(string table)
    {
        if (_tables.ContainsKey(table))
        {
            throw SqlError.Make("42P07", $"There is a table {table}.");
        }
    }

    public void CheckNotReferenced(string parents, long key)
    {
        foreach (var table in _tables.Values)
        {
            for (var i = 0; i < table.Definition.Columns.Count; i++)
            {
                var at = i;
                if (table.Definition.Columns[i].References == parents
                    && table.Rows.Values.Any(row => !row[at].IsNull && row[at].ToInt64() == key))
                {
                    throw SqlError.Constraint("23503", $"{table.Definition.Name} refers to row {key}.");
                }
            }
        }
    }
}
