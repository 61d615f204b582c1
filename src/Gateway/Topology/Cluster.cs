using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Topology;

/// <summary>One primary with its replicas: who is who is found out by probing, never configured.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Server, ServerWatcher> _watchers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _log;
    private TopologySnapshot _snapshot = TopologySnapshot.Unknown;
    private NodeStatus? _lastPrimary;
    private Task _running = Task.CompletedTask;

    public Cluster(
        string name, IDatabaseEngine engine, IReadOnlyList<Server> servers, ClusterLimits limits, WatchIntervals intervals,
        TimeProvider time, ILogger log)
    {
        Name = name;
        Engine = engine;
        Servers = servers;
        Limits = limits;
        Positions = new PositionHistory(time);
        _log = log;
        foreach (var server in servers)
        {
            _watchers.Add(server, new ServerWatcher(server, engine.Capabilities, intervals, time, Observed));
        }
    }

    public string Name { get; }

    public IDatabaseEngine Engine { get; }

    public IReadOnlyList<Server> Servers { get; }

    public ClusterLimits Limits { get; }

    /// <summary>Where the primary has been.</summary>
    public PositionHistory Positions { get; }

    /// <summary>Who is who at this moment.</summary>
    public TopologySnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Begins to watch the servers. They may be down.</summary>
    public void Start() => _running = Task.WhenAll(_watchers.Values.Select(watcher => Task.Run(() => watcher.RunAsync(_stopping.Token))));

    /// <summary>Waits until <paramref name="server"/> covers <paramref name="dependency"/>; false if the token came first.</summary>
    public ValueTask<bool> WaitAsync(Server server, CausalDependency dependency, CancellationToken cancellationToken) =>
        _watchers[server].WaitAsync(dependency, cancellationToken);

    /// <summary>Lets the watcher of <paramref name="server"/> ask now.</summary>
    public void Wake(Server server) => _watchers[server].Wake();

    /// <summary>Asks a server, now, what it is and how far it has come.</summary>
    public async ValueTask<NodeStatus> RefreshAsync(Server server, CancellationToken cancellationToken)
    {
        var status = await server.Client.ProbeAsync(cancellationToken);
        Consider(server, server.Observe(status));
        return status;
    }

    /// <summary>Takes in that a statement could not reach <paramref name="server"/>: it is left out until a probe reaches it.</summary>
    public void ReportFailure(Server server, string error)
    {
        if (server.ObserveFailure(error))
        {
            _log.ServerLost(Name, server.Name, error);
            Rebuild();
        }

        _watchers[server].Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        foreach (var server in Servers)
        {
            await server.Client.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private void Observed(Server server, long askedAt, bool changed)
    {
        if (changed)
        {
            LogChange(server);
        }

        Consider(server, changed);
        var observation = server.Observation;
        if (observation is { Healthy: true, Status.Reached: { } reached } && ReferenceEquals(Snapshot.Primary, server))
        {
            Positions.Add(askedAt, reached);
        }
    }

    /// <summary>
    /// Draws the topology anew where an observation asks for it: a server changed, or came to be or ceased to be on the
    /// primary's history, which some engines can only tell by positions.
    /// </summary>
    private void Consider(Server server, bool changed)
    {
        var snapshot = Snapshot;
        var status = server.Observation.Status;
        if (ReferenceEquals(snapshot.Primary, server) && !changed)
        {
            Volatile.Write(ref _lastPrimary, status);
        }
        else if (changed || (IsReplicaOf(server, Volatile.Read(ref _lastPrimary)) != snapshot.Replicas.Contains(server)))
        {
            Rebuild();
        }
    }

    /// <summary>Whether it is a healthy replica on the history that <paramref name="primary"/> is on.</summary>
    private bool IsReplicaOf(Server server, NodeStatus? primary) =>
        server.Observation is { Healthy: true, Role: ServerRole.Replica, Status: { } status }
        && primary is not null
        && Engine.CompareHistories(status, primary) == HistoryRelation.Same;

    private void LogChange(Server server)
    {
        var observation = server.Observation;
        if (!observation.Healthy)
        {
            _log.ServerLost(Name, server.Name, observation.Error ?? "");
            return;
        }

        _log.ServerFound(Name, server.Name, observation.Role, observation.Status!.History);
        foreach (var warning in observation.Status.Warnings)
        {
            _log.ServerWarning(Name, server.Name, warning);
        }
    }

    private void Rebuild()
    {
        lock (_lock)
        {
            var (primary, fault) = FindPrimary();
            _lastPrimary = primary?.Observation.Status ?? _lastPrimary;
            var replicas = new List<Server>();
            foreach (var server in Servers)
            {
                if (IsReplicaOf(server, _lastPrimary))
                {
                    replicas.Add(server);
                }
            }

            var before = Snapshot;
            Volatile.Write(ref _snapshot, new TopologySnapshot { Primary = primary, Fault = fault, Replicas = replicas });
            if (before.Primary != primary || before.Fault != fault)
            {
                _log.PrimaryChanged(Name, primary?.Name ?? "none", fault);
            }
        }
    }

    /// <summary>The writable server of the newest history; none if two cannot be told apart.</summary>
    private (Server? Primary, TopologyFault Fault) FindPrimary()
    {
        Server? newest = null;
        var ambiguous = false;
        foreach (var server in Servers)
        {
            if (server.Observation is not { Healthy: true, Role: ServerRole.Primary, Status: { Writable: true } status })
            {
                continue;
            }

            if (newest is null)
            {
                newest = server;
                continue;
            }

            switch (Engine.CompareHistories(status, newest.Observation.Status!))
            {
                case HistoryRelation.Newer:
                    newest = server;
                    ambiguous = false;
                    break;
                case HistoryRelation.Older:
                    break;
                default:
                    ambiguous = true;
                    break;
            }
        }

        if (ambiguous)
        {
            return (null, TopologyFault.SplitBrain);
        }

        // Left behind by a promotion whose winner is away now, or another cluster's primary under a wrong address.
        var leftBehind = newest is not null && _lastPrimary is { } last
            && Engine.CompareHistories(newest.Observation.Status!, last) is HistoryRelation.Older or HistoryRelation.Diverged;
        return newest is null || leftBehind ? (null, TopologyFault.NoPrimary) : (newest, TopologyFault.None);
    }
}
