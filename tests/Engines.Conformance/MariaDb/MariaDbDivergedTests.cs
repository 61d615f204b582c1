using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.Conformance.MariaDb;

/// <summary>
/// A replica that follows an old primary has higher numbers than a write of the new one, and will never have that write:
/// the server's own wait compares numbers only.
/// </summary>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbDivergedTests(MariaDbUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Wait_ReplicaOfTheOldPrimary_WakesAndProvesNothing()
    {
        await using var servers = await MariaDbCluster.StartAsync(new MariaDbClusterOptions { Replicas = 2 }, Token);
        var cluster = new RealCluster(servers, Engine, MySql.MySqlUnderTest.OptionsFor);
        var (old, promoted, follower) = (cluster.Primary, cluster.Replicas[0], cluster.Replicas[1]);
        var table = await NewTableAsync(cluster);
        await using var oldNode = old.Open();
        await using var newNode = promoted.Open();
        await using var node = follower.Open();

        cluster.CutReplication(promoted);
        await cluster.PromoteAsync(promoted);
        var fresh = (await newNode.RunAsync(Write(Sql.Insert(table, 1, "fresh")))).Position!;
        for (var id = 2; id <= 5; id++)
        {
            await oldNode.RunAsync(Write(Sql.Insert(table, id, "lost")));
        }

        await cluster.WaitForReplayAsync(follower);
        Assert.Equal("4", await node.SingleAsync(Read(Sql.Count(table))));
        // The trap itself: to the server a number of another server is as good as its own.
        Assert.Equal("0", await follower.ScalarAsync($"select master_gtid_wait('{fresh}', 5)"));

        await node.WaitForAsync(fresh, TimeSpan.FromSeconds(20), Token);
        Assert.False((await node.ProbeAsync(Token)).Reached!.Covers(fresh));
        Assert.Equal(EngineErrorKind.NotReached, (await node.FailAsync(Read(Sql.Count(table), fresh))).Kind);
    }
}
