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

/// <summary>Servers of any engine, watched as in production, with a router over them.</summary>
internal abstract class RoutedCluster : IAsyncDisposable
{
    private protected RoutedCluster(IDatabaseEngine engine, IEnumerable<INodeClient> nodes)
    {
        // So slow that only a waiting request or a test makes a second probe.
        var intervals = new WatchIntervals(TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        Cluster = new Cluster(
            "main", engine, [.. nodes.Select(node => new Server(node.Name, 1, node))],
            new ClusterLimits(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)), intervals, TimeProvider.System, NullLogger.Instance);
        var store = new InProcessSessionStore(new SessionStoreOptions(), TimeProvider.System);
        var bookmarks = new BookmarkReader(new BookmarkSigner(SigningKeyRing.CreateEphemeral()));
        Sessions = new SessionStage(store, bookmarks, NullLogger<SessionStage>.Instance);
        Router = new Router(new PrimaryProof(Sessions, TimeProvider.System));
    }

    public Cluster Cluster { get; }

    public SessionStage Sessions { get; }

    public Router Router { get; }

    /// <summary>Lets the gateway ask a server.</summary>
    public async Task RefreshAsync(string name) => await Cluster.RefreshAsync(Server(name), CancellationToken.None);

    /// <summary>Lets the gateway ask now.</summary>
    public void Wake(string name) => Cluster.Wake(Server(name));

    /// <summary>A server as the gateway knows it.</summary>
    public Server Server(string name) => Cluster.Servers.Single(server => server.Name == name);

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

    public virtual ValueTask DisposeAsync() => Cluster.DisposeAsync();

    /// <summary>Starts to watch, and returns once every server has been probed.</summary>
    private protected Task StartWatchingAsync()
    {
        Cluster.Start();
        return Wait.UntilAsync(
            "every server has been probed",
            () => Cluster.Servers.All(server => server.Observation.Healthy || server.Observation.Error is not null));
    }
}
