using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MySql;

public sealed class MySqlFailoverTests() : BinlogFailoverTests(new MySqlUnderTest())
{
    [Fact]
    public async Task Repoint_ReplicaAheadOfThePromoted_FollowsAndKeepsTheLostRow()
    {
        await using var cluster = await RepointAheadAsync();
        var ahead = Get(cluster, 3);
        await ahead.WaitForRowAsync(3);
        Assert.True(await ahead.HasAsync(2));

        await cluster.RewindAsync(ahead, cluster.Primary, Token);
        Assert.True(await ahead.HasAsync(3));
        Assert.False(await ahead.HasAsync(2));
    }
}
