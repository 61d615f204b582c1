using System.Diagnostics;
using CausalGateway.Engines.Postgres.Nodes;

namespace CausalGateway.Engines.Postgres.Tests.Nodes;

/// <summary>Probes of servers to which something happens: each test has its own.</summary>
public sealed class ProbeFailureTests
{
    /// <summary>How long a probe would take that another limit than its own ended.</summary>
    private static readonly TimeSpan ByAnotherLimit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The rule that makes an incarnation more than the postmaster's start.</summary>
    [Fact]
    public async Task ProbeAsync_CrashRestart_IsAnotherIncarnationAlthoughThePostmasterStays()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await using var node = Node.Open(cluster.Primary);
        const string PostmasterStart = "select pg_postmaster_start_time()::text";
        var started = await cluster.Primary.ScalarAsync<string>(PostmasterStart, Token);
        var first = await node.ProbeAsync(Token);

        await cluster.CrashAsync(cluster.Primary, Token);

        Assert.Equal(started, await cluster.Primary.ScalarAsync<string>(PostmasterStart, Token));
        var second = await node.ProbeUntilAsync("the server answers again", _ => true);
        Assert.NotEqual(first.Incarnation, second.Incarnation);
        Assert.Equal(first.History, second.History);
    }

    [Fact]
    public async Task ProbeAsync_Restart_IsAnotherIncarnation()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await using var node = Node.Open(cluster.Primary);
        var first = await node.ProbeAsync(Token);
        await cluster.Primary.RestartAsync(cancellationToken: Token);
        var second = await node.ProbeUntilAsync("the server answers again", _ => true);
        Assert.NotEqual(first.Incarnation, second.Incarnation);
    }

    [Fact]
    public async Task ProbeAsync_PrimaryStopped_ReplicaKeepsItsHistoryAndPosition()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 1);
        var replica = cluster.Replicas[0];
        await using var node = Node.Open(replica);
        await cluster.Primary.ExecuteAsync("create table items (id int)", Token);
        await cluster.WaitForReplayAsync(replica, Token);
        var before = await node.ProbeAsync(Token);

        await cluster.Primary.StopAsync(cancellationToken: Token);
        var away = await node.ProbeUntilAsync("the receiver is away", status => status.Link == ReplicationLink.Stopped);

        Assert.Equal(ServerRole.Replica, away.Role);
        Assert.Equal(before.History, away.History);
        Assert.Equal(before.Incarnation, away.Incarnation);
        Assert.True(away.Reached!.Covers(before.Reached!));

        await node.RunAsync(Sql.Read("select 1", mustCover: before.Reached));

        // A gateway that was not there before cannot know what this position belongs to.
        await using var late = Node.Open(replica);
        var unknown = await late.ProbeAsync(Token);
        Assert.Equal("unknown", unknown.History);
        Assert.Null(unknown.Reached);
    }

    [Fact]
    public async Task ProbeAsync_Promoted_IsOnTheNextTimelineAtOnce()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 1);
        var replica = cluster.Replicas[0];
        await using var node = Node.Open(replica);
        var before = await node.ProbeAsync(Token);
        Assert.Equal(1U, before.Reached!.Point.History.Timeline);

        await cluster.PromoteAsync(replica, Token);
        var after = await node.ProbeAsync(Token);

        Assert.Equal(ServerRole.Primary, after.Role);
        Assert.Equal(2U, after.Reached!.Point.History.Timeline);
        Assert.Equal(before.Incarnation, after.Incarnation);
        Assert.Equal(PositionOrder.Concurrent, after.Reached!.CompareTo(before.Reached!));
    }

    [Fact]
    public async Task ProbeAsync_ServerDown_IsUnreachable()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await using var node = Node.Open(cluster.Primary);
        await node.ProbeAsync(Token);
        await cluster.Primary.KillAsync(Token);
        for (var i = 0; i < 3; i++)
        {
            await AssertUnreachableAsync(node);
        }

        await cluster.Primary.StartAsync(Token);
        await node.ProbeAsync(Token);
    }

    [Fact]
    public async Task ProbeAsync_ServerFrozen_IsUnreachableWithinItsTimeout()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        var limit = TimeSpan.FromMilliseconds(400);
        await using var node = Node.Open(
            cluster.Primary,
            configure: options => options with { ProbeTimeout = limit, ConnectTimeout = ByAnotherLimit, StatementTimeout = ByAnotherLimit });
        var before = await node.ProbeAsync(Token);
        await cluster.Primary.FreezeAsync(Token);

        await AssertUnreachableAsync(node); // over the open connection
        await AssertUnreachableAsync(node); // over one that cannot be opened

        await cluster.Primary.ThawAsync(Token);
        var after = await node.ProbeUntilAsync("the server answers again", _ => true);
        Assert.Equal(before.Incarnation, after.Incarnation);
    }

    private static async Task AssertUnreachableAsync(PostgresNodeClient node)
    {
        var started = Stopwatch.GetTimestamp();
        var error = await Assert.ThrowsAsync<EngineException>(async () => await node.ProbeAsync(Token));
        Assert.Equal(EngineErrorKind.Unreachable, error.Kind);
        // Far more than the probe's limit, for a busy machine, and far less than any other limit that could have ended it.
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, ByAnotherLimit / 4);
    }
}
