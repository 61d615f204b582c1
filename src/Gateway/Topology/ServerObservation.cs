using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Topology;

/// <summary>What is known of one server, as one immutable value: from its last probe and from the answers since.</summary>
internal sealed record ServerObservation
{
    /// <summary>Nothing is known yet.</summary>
    public static readonly ServerObservation Nothing = new();

    /// <summary>The last probe's answer, or null before the first one.</summary>
    public NodeStatus? Status { get; init; }

    /// <summary>
    /// Whether the last probe, and every statement since, reached the server, and nothing stands in the way of using it.
    /// </summary>
    public bool Healthy { get; init; }

    /// <summary>
    /// A lower bound of what any later statement on this incarnation sees: probes and answers merged. Null while nothing can
    /// be proved by numbers.
    /// </summary>
    public ReplicationPosition? Reached { get; init; }

    /// <summary>A position that was proved by other means than numbers (no transaction in doubt was visible elsewhere).</summary>
    public ReplicationPosition? Proved { get; init; }

    /// <summary>What went wrong last, for people.</summary>
    public string? Error { get; init; }

    public ServerRole Role => Status?.Role ?? ServerRole.Unknown;

    public ServerIncarnation Incarnation => Status?.Incarnation ?? ServerIncarnation.None;

    /// <summary>Whether every later statement on this incarnation certainly sees what <paramref name="dependency"/> stands for.</summary>
    public bool Covers(CausalDependency? dependency) =>
        dependency is null
        || (dependency.Witness.IsKnown && dependency.Witness == Incarnation)
        || Reached?.Covers(dependency.Position) == true
        || Proved?.Covers(dependency.Position) == true;

    /// <summary>With a probe's answer; positions of an earlier incarnation are void.</summary>
    public ServerObservation With(NodeStatus status)
    {
        var same = status.Incarnation == Incarnation;
        return this with
        {
            Status = status,
            Healthy = status.Obstacles.Count == 0,
            Error = status.Obstacles.Count == 0 ? null : string.Join(" ", status.Obstacles),
            Reached = same ? ReplicationPosition.Merge(Reached, status.Reached) : status.Reached,
            Proved = same ? Proved : null,
        };
    }
}
