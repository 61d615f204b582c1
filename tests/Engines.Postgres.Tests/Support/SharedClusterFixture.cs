[assembly: AssemblyFixture(typeof(CausalGateway.Engines.Postgres.Tests.Support.SharedClusterFixture))]

namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>One primary and two replicas for all tests that leave them as they found them.</summary>
public sealed class SharedClusterFixture : IAsyncLifetime
{
    public PostgresCluster Cluster { get; private set; } = null!;

    public DatabaseServer Primary => Cluster.Primary;

    public DatabaseServer FirstReplica => Cluster.Replicas[0];

    public DatabaseServer SecondReplica => Cluster.Replicas[1];

    public async ValueTask InitializeAsync()
    {
        Cluster = await PostgresCluster.StartAsync();
        await Users.CreateAsync(Cluster.Primary);
        await Task.WhenAll(Cluster.Replicas.Select(replica => Cluster.WaitForReplayAsync(replica)));
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

/// <summary>Tests in this collection use the shared cluster one after the other.</summary>
[CollectionDefinition(nameof(SharedCluster))]
public sealed class SharedCluster;
