using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Clusters of their own for tests that break them.</summary>
internal static class Clusters
{
    public static async Task<BinlogCluster> StartAsync(Family family, int replicas, params (string Name, string Value)[] settings)
    {
        var values = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        return family == Family.MySql
            ? await MySqlCluster.StartAsync(new MySqlClusterOptions { Replicas = replicas, Settings = values, Fsync = false })
            : await MariaDbCluster.StartAsync(new MariaDbClusterOptions { Replicas = replicas, Settings = values, Fsync = false });
    }
}
