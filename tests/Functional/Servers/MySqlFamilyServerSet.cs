using CausalGateway.LocalCluster.MySql;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Functional.Servers;

/// <summary>MySQL or MariaDB. What servers say themselves comes through their own client program.</summary>
public abstract class MySqlFamilyServerSet : ServerSet
{
    private protected MySqlFamilyServerSet(Sandbox sandbox, ReplicatedCluster cluster, RedisServer redis)
        : base(sandbox, cluster, redis)
    {
    }

    public override string Monitor => $"Username={SqlLogin.Monitor.User};Password={SqlLogin.Monitor.Password}";

    /// <summary>Each user's password is its name, as that of <see cref="SqlLogin.Application"/>.</summary>
    public override string ConnectionOf(string user) =>
        $"Username={user};Password={user};Database={Database}";

    public override Task<long> CountAsync(DatabaseServer server, string table, CancellationToken cancellationToken) =>
        server.ScalarAsync<long>($"select count(*) from {Database}.{table}", cancellationToken);

    public override Task CancelAsync(DatabaseServer server, long session, CancellationToken cancellationToken) =>
        server.ExecuteAsync($"kill query {session}", cancellationToken);

    private protected override Task<long> FindRunningAsync(
        DatabaseServer server, string marker, CancellationToken cancellationToken) => server.ScalarAsync<long>(
        $"""
        select id from information_schema.processlist
        where info like '%{marker}%' and user <> '{SqlLogin.Administrator.User}' limit 1
        """,
        cancellationToken);

    /// <summary>Fails if a server is not what the tests are about: each of the two uses the other's names.</summary>
    private protected async Task CheckVersionsAsync(Func<string, string, bool> isExpected)
    {
        foreach (var server in Cluster.Servers)
        {
            var version = await server.ScalarAsync<string>("select @@version") ?? "";
            var comment = await server.ScalarAsync<string>("select @@version_comment") ?? "";
            Assert.True(isExpected(version, comment), $"{server.Name} says that it is {version} ({comment}).");
        }
    }
}
