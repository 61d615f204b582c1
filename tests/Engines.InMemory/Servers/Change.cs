using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory.Servers;

/// <summary>One thing that a transaction did, in the form that replicas replay.</summary>
internal abstract record Change
{
    /// <summary>A row as it is since, or null if it is gone.</summary>
    public sealed record OfRow(string Table, long Key, SqlValue[]? Row) : Change;

    /// <summary>A table that was made.</summary>
    public sealed record Creation(TableDefinition Table) : Change;

    /// <summary>A table that was dropped.</summary>
    public sealed record Removal(string Table) : Change;
}
