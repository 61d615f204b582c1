using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>What is known of a write that has been committed.</summary>
internal readonly record struct WriteReport
{
    /// <summary>Rows returned or affected.</summary>
    public required long Rows { get; init; }

    /// <summary>What the server's trackers say was committed; null if they said nothing.</summary>
    public required ReplicationPosition? Commit { get; init; }

    /// <summary>
    /// Whether <see cref="Commit"/> stands for all that the answer may depend on. It does not if the answer shows data, or shows
    /// that there was nothing to change.
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>The position behind its commit, or null if it was not asked for.</summary>
    public PositionReading? After { get; init; }

    /// <summary>The first AUTO_INCREMENT value that was made, or 0.</summary>
    public ulong LastInsertId { get; init; }
}
