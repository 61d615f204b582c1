namespace CausalGateway.Abstractions;

/// <summary>One server's answer to a probe: what it is and how far it has come. Immutable.</summary>
/// <remarks>An engine may derive from it to remember more, such as a snapshot of running transactions.</remarks>
public record NodeStatus
{
    /// <summary>What the server was when it answered.</summary>
    public required ServerRole Role { get; init; }

    /// <summary>The life of the server that gave this answer.</summary>
    public required ServerIncarnation Incarnation { get; init; }

    /// <summary>
    /// A lower bound of what every later statement on this incarnation sees, or null if the server's history is not known
    /// (and nothing can be proved by its numbers).
    /// </summary>
    public required ReplicationPosition? Reached { get; init; }

    /// <summary>The history the server is on, in the engine's notation, for people; e.g. <c>timeline 1</c>.</summary>
    public required string History { get; init; }

    /// <summary>Whether a primary takes writes (it does not when told to be read-only).</summary>
    public bool Writable { get; init; }

    /// <summary>What a replica's replication is doing.</summary>
    public ReplicationLink Link { get; init; }

    /// <summary>Bytes received but not yet replayed, or null where the engine cannot tell.</summary>
    public long? UnreplayedBytes { get; init; }

    /// <summary>The server's version as it reports it.</summary>
    public string Version { get; init; } = "";

    /// <summary>
    /// What makes causal reads impossible with this server, each with the statement that mends it. A server with one is not
    /// used, and a gateway that finds one when it starts refuses to.
    /// </summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];

    /// <summary>What is set up in a way that weakens or slows causal reads, each with the statement that mends it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
