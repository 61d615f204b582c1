using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MariaDb;

[Collection(nameof(SharedMariaDb))]
public sealed class MariaDbStartTests(MariaDbFixture fixture) : BinlogStartTests(fixture)
{
    [Fact]
    public async Task Start_Cluster_IsMariaDb()
    {
        foreach (var server in fixture.Cluster.Servers)
        {
            var version = await server.ScalarAsync<string>("select @@version", TestContext.Current.CancellationToken);
            Assert.Contains("-MariaDB", version, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Monitor_Replication_IsSeen()
    {
        var results = await QueryAsync(
            SqlLogin.Monitor, "show slave status; show binlog status; select @@gtid_slave_pos as p", fixture.Servers.First);
        Assert.Equal("Yes", results[0]["Slave_IO_Running"]);
        Assert.NotNull(results[2]["p"]);
        Assert.Equal(1227, await FailAsync(SqlLogin.Monitor, "stop slave", fixture.Servers.First));
    }
}
