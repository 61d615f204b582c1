using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>A PostgreSQL server's answer to a probe, with what the engine needs of it later.</summary>
internal sealed record PostgresNodeStatus : NodeStatus
{
    public required ServerIdentity Identity { get; init; }

    /// <summary>The history the server is on, or null while it cannot be told.</summary>
    public required PostgresHistory? OnHistory { get; init; }

    /// <summary>The end of the log that the server has: received (a replica; a position up to here is on its history) or inserted.</summary>
    public required ulong ReceivedLsn { get; init; }

    /// <summary>The server's snapshot when it was asked.</summary>
    public required RunningTransactions Transactions { get; init; }

    /// <summary>
    /// The history that a replayed position belongs to which was read before this answer was asked for, on the same
    /// incarnation; null if it cannot be told.
    /// </summary>
    /// <remarks>
    /// A server's timeline only grows, so what it is on now it was on at most before. A promoted server keeps the last
    /// replayed position of its ancestor, which is part of its own history.
    /// </remarks>
    public PostgresHistory? HistoryOfEarlier(ulong replayedLsn) =>
        Role == ServerRole.Primary || replayedLsn <= ReceivedLsn ? OnHistory : null;
}
