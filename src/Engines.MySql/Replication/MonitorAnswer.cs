using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>What a server said in one round trip of its monitor.</summary>
internal sealed record MonitorAnswer
{
    /// <summary>A replica if it is configured as one, else a primary.</summary>
    public required ServerRole Role { get; init; }

    /// <summary>What later statements see at least; null where it cannot be told.</summary>
    public required ReplicationPosition? Reached { get; init; }

    /// <summary>What the server knows of, also what it is just committing.</summary>
    public required ReplicationPosition Known { get; init; }

    /// <summary>What marks transactions that this server writes.</summary>
    public required string Origin { get; init; }

    /// <summary>The history for people.</summary>
    public required string History { get; init; }

    public bool Writable { get; init; }

    public ReplicationLink Link { get; init; }

    public long? UnreplayedBytes { get; init; }

    public IReadOnlyList<string> Obstacles { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The answer of a server that cannot be used at all.</summary>
    public static MonitorAnswer Unusable(ReplicationPosition nothing, string obstacle) => new()
    {
        Role = ServerRole.Unknown,
        Reached = null,
        Known = nothing,
        Origin = "unknown",
        History = "unknown",
        Obstacles = [obstacle],
    };
}
