using CausalGateway.LocalCluster.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace CausalGateway.LocalCluster.Tests.Postgres;

/// <summary>One cluster for all tests whose verbs leave it as they found it.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await PostgresCluster.StartAsync();
        await Cluster.Primary.ExecuteAsync("create table items (id int)");
        await Task.WhenAll(Cluster.Replicas.Select(replica => Cluster.WaitForReplayAsync(replica)));
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
