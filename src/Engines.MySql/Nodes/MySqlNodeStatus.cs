using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>A server's answer to a probe, with what the engine needs of it later.</summary>
internal sealed record MySqlNodeStatus : NodeStatus
{
    /// <summary>Everything the server knew of, also what it was just committing: an upper bound of what it had shown.</summary>
    public required ReplicationPosition Known { get; init; }

    /// <summary>What marks transactions that this server wrote: its <c>server_uuid</c> or its <c>server_id</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What tells the server itself from all others, whatever life it is in.</summary>
    public required string Server { get; init; }

    /// <summary>When it was asked, by the gateway's clock of monotonic ticks.</summary>
    public long AskedAt { get; init; }

    /// <summary>When its answer had arrived.</summary>
    public long AnsweredAt { get; init; }

    /// <summary>When this gateway saw it turn from a replica into a primary; null if it did not see that.</summary>
    public long? PromotedAt { get; init; }
}
