using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Tests.Support;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.MySql.Tests.Nodes;

/// <summary>What a probe says of real servers.</summary>
[Collection(nameof(SharedClusterGroup))]
public sealed class ProbeTests(SharedClusters shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Probe_PrimaryAndReplica_RolesAndLinks(Family family)
    {
        var cluster = await shared.GetAsync(family);
        var replica = cluster.Replicas[0];
        await cluster.WaitForReplayAsync(replica, Token);
        await using var one = Node.Open(family, cluster.Primary);
        await using var two = Node.Open(family, replica);

        var primary = await one.ProbeAsync(Token);
        var follower = await two.ProbeAsync(Token);

        Assert.Equal((ServerRole.Primary, true, ReplicationLink.None), (primary.Role, primary.Writable, primary.Link));
        Assert.Equal((ServerRole.Replica, false, ReplicationLink.Streaming), (follower.Role, follower.Writable, follower.Link));
        Assert.Empty(primary.Obstacles);
        Assert.Empty(follower.Obstacles);
        Assert.True(primary.Incarnation.IsKnown && follower.Incarnation.IsKnown && primary.Incarnation != follower.Incarnation);
        Assert.Equal(primary.Incarnation, (await one.ProbeAsync(Token)).Incarnation);
        Assert.Contains("without a trace", string.Concat(primary.Warnings), StringComparison.Ordinal);
        await cluster.PauseReplayAsync(replica, Token);
        try
        {
            Assert.Equal(ReplicationLink.Paused, (await two.ProbeAsync(Token)).Link);
        }
        finally
        {
            await cluster.ResumeReplayAsync(replica, Token);
        }
    }

    /// <summary>
    /// Everything that was committed is proved, also behind a switch to another file of the log: by its own acknowledgement at
    /// once, and to everybody else by a commit behind it at the latest, if it stands before MariaDB's checkpoint in the new file.
    /// </summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Probe_PrimaryAfterWritesAndANewLogFile_ReachesAllThatItKnowsOf(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await using var node = Node.Open(family, cluster.Primary);
        for (var i = 0; i < 3; i++)
        {
            await cluster.Primary.ExecuteAsync($"create or replace view probed as select {i}", Token);
            await cluster.Primary.ExecuteAsync("flush binary logs", Token);
            var written = await node.RunAsync(Sql.Definition($"create or replace view probed as select {i} + 1"));
            Assert.True(written.Reached!.Covers(written.Position!));
            await Wait.UntilAsync(
                "all of it is proved",
                async token =>
                {
                    if (family == Family.MariaDb)
                    {
                        await node.RunAsync(Sql.Definition($"create or replace view probed as select {i} + 2"));
                    }

                    return (await node.ProbeAsync(token)).Reached!.Covers(written.Position!);
                },
                cancellationToken: Token);
        }
    }

    /// <summary>While others write without a pause, what has been committed is proved again and again.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Probe_PrimaryUnderWrites_KeepsUp(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await cluster.Primary.ExecuteAsync("drop table if exists busy; create table busy (id int auto_increment primary key)", Token);
        await using var node = Node.Open(family, cluster.Primary);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await node.RunAsync(Sql.Write("insert into busy values ()").Shareable());
            }
        })).ToArray();

        for (var i = 0; i < 20; i++)
        {
            var position = (await node.RunAsync(Sql.Write("insert into busy values ()"))).Position!;
            var status = await node.ProbeUntilAsync("it is proved while others write", status => status.Reached!.Covers(position));
            Assert.True(((MySqlNodeStatus)status).Known.Covers(status.Reached!));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Theory]
    [InlineData(Family.MySql, "mariadb")]
    [InlineData(Family.MariaDb, "mysql")]
    public async Task Probe_ServerOfTheOtherFamily_ObstacleNamesTheRightEngine(Family family, string right)
    {
        var cluster = await shared.GetAsync(family == Family.MySql ? Family.MariaDb : Family.MySql);
        await using var node = Node.Open(family, cluster.Primary);

        var status = await node.ProbeAsync(Token);

        Assert.Contains($"Engine to {right}", Assert.Single(status.Obstacles), StringComparison.Ordinal);
        Assert.Null(status.Reached);
        Assert.Equal(EngineErrorKind.Unreachable, (await node.FailAsync(Sql.Read("select 1"))).Kind);
    }

    [Theory]
    [InlineData(Family.MySql, "REPLICATION CLIENT")]
    [InlineData(Family.MariaDb, "SLAVE MONITOR")]
    public async Task Probe_MonitorMayNotLook_ErrorSaysWhatToGrant(Family family, string privilege)
    {
        var cluster = await shared.GetAsync(family);
        await using var node = Node.Open(
            family, cluster.Primary, configure: options => options with { Monitor = "", Connection = $"Uid={SqlLogin.Application.User};Pwd={SqlLogin.Application.Password}" });

        var error = await Assert.ThrowsAsync<EngineException>(async () => await node.ProbeAsync(Token));

        Assert.Equal(EngineErrorKind.PermissionDenied, error.Kind);
        Assert.Contains(privilege, error.Message, StringComparison.Ordinal);
    }
}
