using CausalGateway.LocalCluster.MySql;

[assembly: AssemblyFixture(typeof(CausalGateway.Engines.MySql.Tests.Protocol.MySqlWireFixture))]

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>One MySQL server for all tests of the client.</summary>
public sealed class MySqlWireFixture : IAsyncLifetime
{
    private MySqlCluster _cluster = null!;

    public WireServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await MySqlCluster.StartAsync(new MySqlClusterOptions { Replicas = 0 });
        Server = new WireServer(_cluster.Primary.Port, _cluster.AuthorityFile);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
