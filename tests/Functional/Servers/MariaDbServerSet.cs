using CausalGateway.LocalCluster.MySql;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Functional.Servers;

/// <summary>MariaDB.</summary>
public sealed class MariaDbServerSet : MySqlFamilyServerSet
{
    private MariaDbServerSet(Sandbox sandbox, MariaDbCluster cluster, RedisServer redis)
        : base(sandbox, cluster, redis)
    {
    }

    /// <summary>Starts the servers, of which all are MariaDB 10.11 or later.</summary>
    public static async Task<MariaDbServerSet> StartAsync()
    {
        var set = await StartAsync(
            sandbox => MariaDbCluster.StartAsync(new MariaDbClusterOptions { Sandbox = sandbox, Fsync = false }),
            (sandbox, cluster, redis) => Task.FromResult(new MariaDbServerSet(sandbox, cluster, redis)));
        await set.CheckVersionsAsync(IsMariaDb);
        return set;
    }

    /// <summary>Whether that is the version of a MariaDB that the project supports; what it says besides is up to who built it.</summary>
    internal static bool IsMariaDb(string version, string comment) =>
        version.Contains("MariaDB", StringComparison.Ordinal) && comment.Length > 0
        && Version.Parse(version.Split('-')[0]) >= new Version(10, 11);
}
