using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Replication;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Execution;

/// <summary>Servers that die, come back as another incarnation, and are promoted under open connections.</summary>
public sealed class ConnectionLossTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ServerKilledUnderAWrite_OutcomeIsUnknown(Family family)
    {
        await using var cluster = await Clusters.StartAsync(family, replicas: 0);
        await cluster.Primary.ExecuteAsync("create table items (id int primary key)", Token);
        await using var node = Node.Open(family, cluster.Primary);
        var before = await node.ProbeAsync(Token);
        await node.RunAsync(Sql.Read("select 1"));
        var running = node.FailAsync(Sql.Write("insert into items select sleep(60)"));
        var reading = node.FailAsync(Sql.Read("select sleep(60)"));
        await cluster.Primary.WaitForRunningAsync("insert into items");
        await cluster.Primary.WaitForRunningAsync("select sleep(60)");

        await cluster.Primary.KillAsync(Token);

        var (write, read) = (await running, await reading);
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.Unknown), (write.Kind, write.Outcome));
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.NotApplied), (read.Kind, read.Outcome));
        Assert.Equal(EngineErrorKind.Unreachable, (await node.FailAsync(Sql.Read("select 1"))).Kind);
        await cluster.Primary.StartAsync(Token);
        var after = await node.ProbeUntilAsync("the server is back", status => status.Incarnation != before.Incarnation);
        Assert.True(after.Reached!.Covers(before.Reached!));
        Assert.Equal(
            EngineErrorKind.IncarnationChanged,
            (await node.FailAsync(Sql.Read("select 1") with { Incarnation = before.Incarnation })).Kind);
        Assert.Equal("7", await node.SingleAsync(Sql.Read("select 7") with { Incarnation = after.Incarnation }));
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Promote_UnderOpenConnections_RolesAndHistoriesFollow(Family family)
    {
        await using var cluster = await Clusters.StartAsync(family, replicas: 1);
        var (old, promoted) = (cluster.Primary, cluster.Replicas[0]);
        await old.ExecuteAsync("create table items (id int primary key)", Token);
        await cluster.WaitForReplayAsync(promoted, Token);
        await using var one = Node.Open(family, old);
        await using var two = Node.Open(family, promoted);
        var judge = Node.Judge(family);
        HistoryRelation Compare(NodeStatus first, NodeStatus second) =>
            judge.Compare((MySqlNodeStatus)first, (MySqlNodeStatus)second);
        Assert.Equal(HistoryRelation.Same, Compare(await two.ProbeAsync(Token), await one.ProbeAsync(Token)));
        Assert.Equal(ServerRole.Replica, (await two.RunAsync(Sql.Read("select 1", PositionDemand.After))).Role);
        var insert = Sql.Write("insert into items values (1)") with { Role = ServerRole.Primary };
        Assert.Equal(EngineErrorKind.NotPrimary, (await two.FailAsync(insert)).Kind);

        await cluster.PromoteAsync(promoted, Token);

        var status = await two.ProbeAsync(Token);
        Assert.Equal((ServerRole.Primary, true), (status.Role, status.Writable));
        var right = await two.RunAsync(insert);
        Assert.Equal(ServerRole.Primary, right.Role);
        var left = await one.RunAsync(Sql.Write("insert into items values (2)"));
        Assert.Equal(PositionOrder.Concurrent, left.Position!.CompareTo(right.Position!));
        Assert.Equal(EngineErrorKind.NotReached, (await two.FailAsync(Sql.Read("select 1", mustCover: left.Position))).Kind);
        Assert.Equal(EngineErrorKind.NotReached, (await one.FailAsync(Sql.Read("select 1", mustCover: right.Position))).Kind);
        var (first, second) = (await one.ProbeAsync(Token), await two.ProbeAsync(Token));
        Assert.Equal(HistoryRelation.Older, Compare(first, second));
        Assert.Equal(HistoryRelation.Newer, Compare(second, first));
        Assert.False(HistoryJudge.CanReach((MySqlNodeStatus)second, left.Position!));
        Assert.True(HistoryJudge.CanReach((MySqlNodeStatus)second, right.Position!));
    }

    /// <summary>A server whose number is high enough, but whose transaction of that number is another one.</summary>
    [Fact]
    public async Task WaitFor_DivergedMariaDb_WakesAndProvesNothing()
    {
        await using var cluster = await Clusters.StartAsync(Family.MariaDb, replicas: 2);
        var (old, promoted, left) = (cluster.Primary, cluster.Replicas[0], cluster.Replicas[1]);
        await old.ExecuteAsync("create table items (id int primary key)", Token);
        await cluster.WaitForReplayAsync(promoted, Token);
        await cluster.WaitForReplayAsync(left, Token);
        await cluster.PromoteAsync(promoted, Token);
        await using var writer = Node.Open(Family.MariaDb, promoted);
        var written = await writer.RunAsync(Sql.Write("insert into items values (1)"));
        await old.ExecuteAsync("insert into items values (2)", Token);
        await old.ExecuteAsync("insert into items values (3)", Token);
        await cluster.WaitForReplayAsync(left, Token);
        await using var node = Node.Open(Family.MariaDb, left);
        await node.ProbeAsync(Token);

        await node.WaitForAsync(written.Position!, TimeSpan.FromSeconds(30), Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);

        var status = await node.ProbeAsync(Token);
        Assert.False(status.Reached!.Covers(written.Position!));
        Assert.Equal(EngineErrorKind.NotReached, (await node.FailAsync(Sql.Read("select 1", mustCover: written.Position))).Kind);
        var primary = await writer.ProbeAsync(Token);
        Assert.Equal(
            HistoryRelation.Diverged,
            Node.Judge(Family.MariaDb).Compare((MySqlNodeStatus)status, (MySqlNodeStatus)primary));
    }
}
