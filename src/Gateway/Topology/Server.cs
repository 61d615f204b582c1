using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Topology;

/// <summary>One server of a cluster: its client and what is known of it. Thread-safe.</summary>
internal sealed class Server(string name, double weight, INodeClient client)
{
    private ServerObservation _observation = ServerObservation.Nothing;
    private int _inFlight;

    public string Name => name;

    /// <summary>The share of work it takes in comparison to the others.</summary>
    public double Weight => weight;

    public INodeClient Client => client;

    public ServerObservation Observation => Volatile.Read(ref _observation);

    /// <summary>Statements running on it through this gateway.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>
    /// The life of the server that certainly shows what <paramref name="dependency"/> stands for, or none. Coverage and life
    /// come from one observation: a server that came back behind must not be taken for the one that had the proof.
    /// </summary>
    public ServerIncarnation LifeThatCovers(CausalDependency? dependency)
    {
        var known = Observation;
        return known.Healthy && known.Covers(dependency) ? known.Incarnation : ServerIncarnation.None;
    }

    public void Begin() => Interlocked.Increment(ref _inFlight);

    public void End() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Takes in a probe's answer; true if anything but positions has changed.</summary>
    public bool Observe(NodeStatus status)
    {
        var before = Update(status, static (old, status) => old.With(status));
        var usable = status.Obstacles.Count == 0;
        return before.Healthy != usable || (!usable && before.Status?.Obstacles.SequenceEqual(status.Obstacles) != true)
            || before.Role != status.Role || before.Incarnation != status.Incarnation
            || before.Status?.History != status.History || before.Status.Writable != status.Writable;
    }

    /// <summary>Takes in a failure; true if the server was healthy before.</summary>
    public bool ObserveFailure(string error) =>
        Update(error, static (old, error) => old with { Healthy = false, Error = error }).Healthy;

    /// <summary>Takes in what an answer said of how far the server has come.</summary>
    public void ObserveReached(ServerIncarnation incarnation, ReplicationPosition? reached)
    {
        if (reached is not null && Observation is { } known && known.Incarnation == incarnation
            && known.Reached?.Covers(reached) != true)
        {
            Update((incarnation, reached), static (old, answer) => old.Incarnation == answer.incarnation
                ? old with { Reached = ReplicationPosition.Merge(old.Reached, answer.reached) }
                : old);
        }
    }

    /// <summary>Takes in a proof that this incarnation covers a position.</summary>
    public void ObserveProof(ServerIncarnation incarnation, ReplicationPosition proved) =>
        Update((incarnation, proved), static (old, proof) => old.Incarnation == proof.incarnation
            ? old with { Proved = proof.proved }
            : old);

    /// <summary>Replaces the observation by what <paramref name="change"/> makes of it; returns the one before.</summary>
    private ServerObservation Update<T>(T argument, Func<ServerObservation, T, ServerObservation> change)
    {
        while (true)
        {
            var old = Observation;
            if (ReferenceEquals(Interlocked.CompareExchange(ref _observation, change(old, argument), old), old))
            {
                return old;
            }
        }
    }
}
