using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory.Servers;

/// <summary>The rows of a table by their keys.</summary>
internal sealed class Table(TableDefinition definition)
{
    public TableDefinition Definition => definition;

    public SortedDictionary<long, SqlValue[]> Rows { get; } = [];
}
