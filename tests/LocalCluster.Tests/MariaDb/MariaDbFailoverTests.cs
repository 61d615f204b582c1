using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MariaDb;

public sealed class MariaDbFailoverTests() : BinlogFailoverTests(new MariaDbUnderTest())
{
    [Fact]
    public async Task Repoint_ReplicaAheadOfThePromoted_StaysStuckUntilRewound()
    {
        await using var cluster = await RepointAheadAsync();
        var ahead = Get(cluster, 3);
        await Wait.UntilAsync(
            "the promoted server has refused it",
            async token => (await cluster.QueryAsync(ahead, "show slave status", cancellationToken: token))[0]["Slave_IO_Running"] == "No",
            cancellationToken: Token);
        Assert.True(await ahead.HasAsync(2));
        Assert.False(await ahead.HasAsync(3));

        await cluster.RewindAsync(ahead, cluster.Primary, Token);
        Assert.True(await ahead.HasAsync(3));
        Assert.False(await ahead.HasAsync(2));
    }
}
