using CausalGateway.LocalCluster.MySql;

[assembly: AssemblyFixture(typeof(CausalGateway.Engines.MySql.Tests.Support.SharedClusters))]

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>A primary with one replica of each family, for all tests that leave them as they found them. Started when first asked for.</summary>
public sealed class SharedClusters : IAsyncDisposable
{
    private readonly Lazy<Task<BinlogCluster>> _mySql = new(static () => Clusters.StartAsync(Family.MySql, replicas: 1));
    private readonly Lazy<Task<BinlogCluster>> _mariaDb = new(static () => Clusters.StartAsync(Family.MariaDb, replicas: 1));

    public Task<BinlogCluster> GetAsync(Family family) => (family == Family.MySql ? _mySql : _mariaDb).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in new[] { _mySql, _mariaDb })
        {
            if (cluster.IsValueCreated)
            {
                await (await cluster.Value).DisposeAsync();
            }
        }
    }
}
