using System.Globalization;

namespace CausalGateway.Engines.Conformance.Support;

/// <summary>A server that is a process.</summary>
internal sealed class RealServer(
    ReplicatedCluster cluster, DatabaseServer server, IDatabaseEngine engine, Func<string, int, NodeOptions> options)
    : ServerUnderTest
{
    public DatabaseServer Server => server;

    public override string Name => server.Name;

    public override INodeClient Open(ILink? link = null, Func<NodeOptions, NodeOptions>? configure = null)
    {
        var plain = options(server.Name, link is RelayLink relay ? relay.Port : server.Port);
        return engine.OpenNode(configure?.Invoke(plain) ?? plain);
    }

    public override ILink OpenLink() => new RelayLink(cluster.OpenRelay(server));

    public override Task ExecuteAsync(string sql) => server.ExecuteAsync(sql);

    public override async Task<string?> ScalarAsync(string sql) =>
        await server.ScalarAsync<object>(sql) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public override Task KillAsync() => server.KillAsync();

    public override Task StartAsync() => server.StartAsync();

    public override Task FreezeAsync() => server.FreezeAsync();

    public override Task ThawAsync() => server.ThawAsync();
}
