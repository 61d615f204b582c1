using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory;

namespace CausalGateway.Gateway.Tests.Fakes;

/// <summary>
/// A cluster of servers in this process, <c>a</c> and its replicas <c>b</c> and so on, that replay when told to, with a table of
/// rows 1, 2 and so on.
/// </summary>
internal sealed class MemoryCluster : RoutedCluster
{
    private const string Count = "select count(*) from t";

    private readonly InMemoryEngine _engine;
    private readonly InMemoryCluster _servers;
    private readonly IReadOnlyList<INodeClient> _nodes;
    private int _rows;

    private MemoryCluster(InMemoryEngine engine, InMemoryCluster servers, IReadOnlyList<INodeClient> nodes)
        : base(engine, nodes)
    {
        _engine = engine;
        _servers = servers;
        _nodes = nodes;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A server.</summary>
    public InMemoryServer this[string name] => _servers.Servers.Single(server => server.Name == name);

    /// <summary>A cluster whose servers have been probed and are all at one state.</summary>
    public static async Task<MemoryCluster> StartAsync(int replicas)
    {
        var engine = new InMemoryEngine(TimeProvider.System);
        var servers = engine.CreateCluster(replicas);
        var nodes = servers.Servers.Select(server => engine.OpenNode(new NodeOptions
        {
            Name = server.Name,
            Host = "memory",
            Port = engine.OpenLink(server).Port,
            Connection = "",
        })).ToArray();
        var cluster = new MemoryCluster(engine, servers, nodes);
        await cluster.RunAsync("a", "create table t (id int primary key)", PositionDemand.Commit);
        foreach (var replica in servers.Servers.Skip(1))
        {
            replica.ReplaysByCommand = true;
        }

        await cluster.StartWatchingAsync();
        await cluster.RefreshAllAsync();
        return cluster;
    }

    /// <summary>Lets the gateway ask every server.</summary>
    public Task RefreshAllAsync() => Task.WhenAll(_nodes.Select(node => RefreshAsync(node.Name)));

    /// <summary>Writes a row, and gives what a session depends on that has done so.</summary>
    public async Task<CausalDependency> WriteAsync(string server = "a")
    {
        var sql = $"insert into t values ({Interlocked.Increment(ref _rows)})";
        var (_, result) = await RunAsync(server, sql, PositionDemand.Commit);
        return new CausalDependency(result.Position!, result.BeforeCommit);
    }

    /// <summary>Reads on a server, and gives what a session depends on that has done so.</summary>
    public async Task<CausalDependency> ReadAsync(string server) =>
        new((await RunAsync(server, Count, PositionDemand.After)).Result.Position!);

    /// <summary>How many rows a server shows.</summary>
    public async Task<int> CountAsync(string server) => (await RunAsync(server, Count, PositionDemand.None)).Number;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private async Task<(int Number, ExecutionResult Result)> RunAsync(string server, string sql, PositionDemand demand)
    {
        var request = new StatementRequest { Sql = sql, Classification = _engine.Classifier.Classify(sql), Demand = demand };
        var sink = new NumberSink();
        var result = await _nodes.Single(node => node.Name == server).ExecuteAsync(request, sink, Token);
        return (sink.Number, result);
    }
}
