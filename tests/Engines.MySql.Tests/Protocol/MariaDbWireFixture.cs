using CausalGateway.LocalCluster.MySql;

[assembly: AssemblyFixture(typeof(CausalGateway.Engines.MySql.Tests.Protocol.MariaDbWireFixture))]

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>One MariaDB server for all tests of the client.</summary>
public sealed class MariaDbWireFixture : IAsyncLifetime
{
    private MariaDbCluster _cluster = null!;

    public WireServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await MariaDbCluster.StartAsync(new MariaDbClusterOptions { Replicas = 0 });
        Server = new WireServer(_cluster.Primary.Port, _cluster.AuthorityFile);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
