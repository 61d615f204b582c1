namespace CausalGateway.Engines.MySql.Driver;

/// <summary>One answer of the server, or the end of its rows. Immutable.</summary>
internal sealed record ServerReply
{
    /// <summary>Which of the three.</summary>
    public required ReplyKind Kind { get; init; }

    /// <summary>The columns, if rows follow. The same list as the last time, if a prepared statement's have not changed.</summary>
    public IReadOnlyList<ServerColumn> Columns { get; init; } = [];

    /// <summary>What the server refused, if it did.</summary>
    public ServerError? Error { get; init; }

    /// <summary>Rows inserted, updated or deleted.</summary>
    public ulong AffectedRows { get; init; }

    /// <summary>The first AUTO_INCREMENT value made, or 0.</summary>
    public ulong LastInsertId { get; init; }

    /// <summary>How many warnings the server has for it.</summary>
    public int Warnings { get; init; }

    /// <summary>Whether another answer of the same command follows (after the rows, if there are any).</summary>
    public bool MoreResults { get; init; }

    /// <summary>Whether a transaction is open afterwards.</summary>
    public bool InTransaction { get; init; }

    /// <summary>MySQL's tracker of GTIDs: a GTID set as text, or null if the server reported none.</summary>
    public string? Gtids { get; init; }

    /// <summary>The tracked system variables that changed, in the server's order; empty if none did.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>The tracker of the default database, or null if it did not change.</summary>
    public string? Schema { get; init; }

    /// <summary>The tracker of the transaction's state (eight characters), or null if it was not reported.</summary>
    public string? TransactionState { get; init; }
}
