namespace CausalGateway.Abstractions;

/// <summary>What running a statement gave, apart from its rows.</summary>
public sealed record ExecutionResult
{
    /// <summary>The command the server reports, e.g. <c>SELECT</c>, <c>INSERT</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Rows returned, or affected by a write.</summary>
    public required long RowCount { get; init; }

    /// <summary>The first key that the server made for the statement's rows, where the engine reports one; else null.</summary>
    public ulong? LastInsertId { get; init; }

    /// <summary>The incarnation that gave the answer.</summary>
    public required ServerIncarnation Incarnation { get; init; }

    /// <summary>The role the server had after the statement; unknown if no position was demanded.</summary>
    public ServerRole Role { get; init; }

    /// <summary>The upper bound (After) or the covering position (Commit), or null if neither was demanded.</summary>
    public ReplicationPosition? Position { get; init; }

    /// <summary>With <see cref="PositionDemand.Commit"/>: a position taken before the commit.</summary>
    public ReplicationPosition? BeforeCommit { get; init; }

    /// <summary>A lower bound of what later statements on this incarnation see, if the answer told one.</summary>
    public ReplicationPosition? Reached { get; init; }
}
