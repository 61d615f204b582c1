using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Sessions;
using CausalGateway.Gateway.Topology;
using CausalGateway.LocalCluster;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace CausalGateway.Gateway.Tests.Fakes;

/// <summary>A cluster of scripted servers, watched as in production, with a router over it.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    private readonly Dictionary<string, ScriptedNode> _nodes = [];

    private ScriptedCluster(IReadOnlyList<(string Name, NodeStatus? Status)> servers, EngineCapabilities capabilities)
    {
        var handles = new List<Server>();
        foreach (var (name, status) in servers)
        {
            var node = _nodes[name] = new ScriptedNode(name) { Status = status };
            handles.Add(new Server(name, 1, node));
        }

        // So slow that only a waiting request or a test makes a second probe.
        var intervals = new WatchIntervals(TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        Cluster = new Cluster(
            "main", new ScriptedEngine { Capabilities = capabilities }, handles, new ClusterLimits(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)),
            intervals, TimeProvider.System, NullLogger.Instance);
        var store = new InProcessSessionStore(new SessionStoreOptions(), TimeProvider.System);
        var bookmarks = new BookmarkReader(new BookmarkSigner(SigningKeyRing.CreateEphemeral()));
        Sessions = new SessionStage(store, bookmarks, NullLogger<SessionStage>.Instance);
        Router = new Router(new PrimaryProof(Sessions, TimeProvider.System));
    }

    public Cluster Cluster { get; }

    public SessionStage Sessions { get; }

    public Router Router { get; }

    /// <summary>A server's script.</summary>
    public ScriptedNode this[string name] => _nodes[name];

    /// <summary>A cluster of which every server has been probed once.</summary>
    public static Task<ScriptedCluster> StartAsync(params (string Name, NodeStatus? Status)[] servers) =>
        StartAsync(ScriptedEngine.DefaultCapabilities, servers);

    /// <summary>The same, of an engine that can do <paramref name="capabilities"/>.</summary>
    public static async Task<ScriptedCluster> StartAsync(
        EngineCapabilities capabilities, params (string Name, NodeStatus? Status)[] servers)
    {
        var cluster = new ScriptedCluster(servers, capabilities);
        cluster.Cluster.Start();
        await Wait.UntilAsync(
            "every server has been probed",
            () => cluster.Cluster.Servers.All(server => server.Observation.Healthy || server.Observation.Error is not null));
        foreach (var (name, status) in servers)
        {
            if (status is not null)
            {
                await cluster.RefreshAsync(name, status);
            }
        }

        return cluster;
    }

    /// <summary>Changes what a server says, and lets the gateway ask.</summary>
    public async Task RefreshAsync(string name, NodeStatus status)
    {
        _nodes[name].Status = status;
        await Cluster.RefreshAsync(Cluster.Servers.Single(server => server.Name == name), CancellationToken.None);
    }

    /// <summary>Lets the gateway ask now.</summary>
    public void Wake(string name) => Cluster.Wake(Cluster.Servers.Single(server => server.Name == name));

    /// <summary>A request that has come as far as routing.</summary>
    public QueryContext Query(
        CausalDependency? dependency, StatementKind kind = StatementKind.Read,
        ConsistencyLevel level = ConsistencyLevel.Session, QueryRequest? request = null) =>
        new(new DefaultHttpContext(), "test", TimeProvider.System)
        {
            Database = new LogicalDatabase("main", Cluster, null),
            Request = request ?? new QueryRequest { Sql = "select" },
            Level = level,
            Principal = Security.Principal.Anonymous,
            Classification = new StatementClassification { Kind = kind, Reason = "said by the test" },
            Session = new SessionContext { Dependency = dependency },
            Cancelled = CancellationToken.None,
        };

    public async Task<RouteDecision> RouteAsync(QueryContext query) => await Router.RouteAsync(query, exclude: null);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
