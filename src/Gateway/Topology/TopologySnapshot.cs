namespace CausalGateway.Gateway.Topology;

/// <summary>Who is who in a cluster at one moment. Immutable; swapped as a whole.</summary>
internal sealed record TopologySnapshot
{
    public static readonly TopologySnapshot Unknown = new() { Fault = TopologyFault.NoPrimary };

    /// <summary>The server that takes writes, or null with the reason in <see cref="Fault"/>.</summary>
    public Server? Primary { get; init; }

    /// <summary>Why there is no primary.</summary>
    public TopologyFault Fault { get; init; }

    /// <summary>The healthy replicas on the primary's history (the last known one's, while it is away).</summary>
    public IReadOnlyList<Server> Replicas { get; init; } = [];
}
