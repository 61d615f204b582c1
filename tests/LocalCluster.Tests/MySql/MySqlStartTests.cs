using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MySql;

[Collection(nameof(SharedMySql))]
public sealed class MySqlStartTests(MySqlFixture fixture) : BinlogStartTests(fixture)
{
    private readonly BinlogCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Cluster_IsMySqlAndNotMariaDb()
    {
        foreach (var server in _cluster.Servers)
        {
            var version = await server.ScalarAsync<string>("select @@version", Token);
            var comment = await server.ScalarAsync<string>("select @@version_comment", Token);
            Assert.True(Version.Parse(version!.Split('-')[0]) >= new Version(8, 4), version);
            Assert.DoesNotContain("MariaDB", version + comment, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Start_Replica_RefusesEvenTheAdministratorsWrites()
    {
        Assert.Equal(1290, await FailAsync(SqlLogin.Administrator, "insert into app.items values (-1)", fixture.Servers.First));
        Assert.Equal("1", (await QueryAsync(SqlLogin.Application, "select @@super_read_only as r", fixture.Servers.First))[0]["r"]);
    }

    [Fact]
    public async Task Monitor_Replication_IsSeenInAllItsTables()
    {
        const string Tables =
            """
            select service_state, received_transaction_set from performance_schema.replication_connection_status;
            select service_state from performance_schema.replication_applier_status;
            select count(*) from performance_schema.replication_applier_status_by_worker;
            show replica status
            """;
        var results = await QueryAsync(SqlLogin.Monitor, Tables, fixture.Servers.First);
        Assert.Equal("ON", results[0]["service_state"]);
        Assert.Equal("ON", results[1]["service_state"]);
        Assert.Equal("Yes", results[3]["Replica_IO_Running"]);
        Assert.Equal(1227, await FailAsync(SqlLogin.Monitor, "stop replica", fixture.Servers.First));
    }
}
