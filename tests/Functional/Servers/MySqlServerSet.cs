using CausalGateway.LocalCluster.MySql;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Functional.Servers;

/// <summary>MySQL.</summary>
public sealed class MySqlServerSet : MySqlFamilyServerSet
{
    private MySqlServerSet(Sandbox sandbox, MySqlCluster cluster, RedisServer redis)
        : base(sandbox, cluster, redis)
    {
    }

    /// <summary>Starts the servers, of which all are MySQL 8.4 or later.</summary>
    public static async Task<MySqlServerSet> StartAsync()
    {
        var set = await StartAsync(
            sandbox => MySqlCluster.StartAsync(new MySqlClusterOptions { Sandbox = sandbox, Fsync = false }),
            (sandbox, cluster, redis) => Task.FromResult(new MySqlServerSet(sandbox, cluster, redis)));
        await set.CheckVersionsAsync(IsMySql);
        return set;
    }

    /// <summary>Whether that is the version and the comment of a MySQL that the project supports.</summary>
    internal static bool IsMySql(string version, string comment) =>
        !version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase)
        && !comment.Contains("MariaDB", StringComparison.OrdinalIgnoreCase)
        && Version.Parse(version.Split('-')[0]) >= new Version(8, 4);
}
