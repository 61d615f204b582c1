using CausalGateway.Gateway.Tests.Fakes;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Tests.Topology;

public sealed class ClusterTests
{
    [Fact]
    public async Task Snapshot_ReplicaLeavesThePrimarysHistoryByItsPositionAlone_IsLeftOutUntilThePrimaryHasIt()
    {
        await using var cluster = await ScriptedCluster.StartAsync(("p", ScriptedNode.Primary(1)), ("r", ScriptedNode.Replica(1)));
        Assert.Equal(["r"], Replicas(cluster));

        await cluster.RefreshAsync("r", ScriptedNode.Replica(1, -7));
        Assert.Empty(Replicas(cluster));

        await cluster.RefreshAsync("p", ScriptedNode.Primary(1, -7));
        await cluster.RefreshAsync("r", ScriptedNode.Replica(1, -7));
        Assert.Equal(["r"], Replicas(cluster));
    }

    [Fact]
    public async Task Snapshot_ServerWithAnObstacle_IsNotUsedAndSaysWhy()
    {
        var hindered = ScriptedNode.Replica(1) with { Obstacles = ["It forgets. Mend it with: SET GLOBAL memory = ON;"] };
        await using var cluster = await ScriptedCluster.StartAsync(("p", ScriptedNode.Primary(1)), ("r", hindered));

        Assert.Empty(Replicas(cluster));
        var known = cluster.Cluster.Servers.Single(server => server.Name == "r").Observation;
        Assert.Equal((false, hindered.Obstacles[0]), (known.Healthy, known.Error));

        await cluster.RefreshAsync("r", ScriptedNode.Replica(1));
        Assert.Equal(["r"], Replicas(cluster));
    }

    [Fact]
    public void Observe_ObstacleStays_IsAChangeOnce()
    {
        var server = new Server("r", 1, new ScriptedNode("r"));
        var hindered = ScriptedNode.Replica(1) with { Obstacles = ["It forgets."] };
        Assert.True(server.Observe(hindered));
        Assert.False(server.Observe(hindered with { Obstacles = ["It forgets."] }));
        Assert.True(server.Observe(hindered with { Obstacles = ["It lies."] }));
        Assert.True(server.Observe(ScriptedNode.Replica(1)));
        Assert.False(server.Observe(ScriptedNode.Replica(1, 2)));
    }

    private static IEnumerable<string> Replicas(ScriptedCluster cluster) =>
        cluster.Cluster.Snapshot.Replicas.Select(server => server.Name);
}
