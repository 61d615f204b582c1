using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Tests.Fakes;

namespace CausalGateway.Gateway.Tests.Routing;

/// <summary>Routing over servers that write and replay, so that what a route promises can be looked at.</summary>
public sealed class RouterOnServersTests
{
    private static readonly QueryRequest DoesNotWait = new() { Sql = "select", WaitTimeout = TimeSpan.Zero };

    private static readonly QueryRequest Waits = new() { Sql = "select", WaitTimeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task RouteAsync_ReplicaCovers_ThatReplicaServes()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 2);
        var session = await cluster.WriteAsync();
        cluster["c"].ReplayOne();
        await cluster.RefreshAllAsync();

        for (var i = 0; i < 20; i++)
        {
            var route = await cluster.RouteAsync(cluster.Query(session));
            Assert.Equal(("c", RouteReason.CaughtUp), (route.Server.Name, route.Reason));
            Assert.Equal(1, await cluster.CountAsync(route.Server.Name));
        }
    }

    [Fact]
    public async Task RouteAsync_ReplicaCatchesUpWhileWaiting_ItServes()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        var session = await cluster.WriteAsync();
        await cluster.RefreshAllAsync();

        var routing = cluster.RouteAsync(cluster.Query(session, request: Waits));
        await cluster.RefreshAsync("b");
        Assert.False(routing.IsCompleted);
        cluster["b"].ReplayOne();

        var route = await routing;
        Assert.Equal(("b", RouteReason.Waited), (route.Server.Name, route.Reason));
        Assert.Equal(1, await cluster.CountAsync("b"));
    }

    [Fact]
    public async Task RouteAsync_ReplicaReplaysLessThanItShould_IsStillWaitedFor()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        await cluster.WriteAsync();
        await cluster.WriteAsync();
        var session = await cluster.WriteAsync();
        await cluster.RefreshAllAsync();

        var routing = cluster.RouteAsync(cluster.Query(session, request: Waits));
        for (var replayed = 1; replayed <= 2; replayed++)
        {
            cluster["b"].ReplayOne();
            await cluster.RefreshAsync("b");
            Assert.False(routing.IsCompleted);
        }

        cluster["b"].ReplayOne();
        Assert.Equal("b", (await routing).Server.Name);
        Assert.Equal(3, await cluster.CountAsync("b"));
    }

    [Fact]
    public async Task RouteAsync_NoReplicaCatchesUp_PrimaryServes()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        var session = await cluster.WriteAsync();
        await cluster.RefreshAllAsync();

        var route = await cluster.RouteAsync(cluster.Query(
            session, request: DoesNotWait with { WaitTimeout = TimeSpan.FromMilliseconds(5) }));

        Assert.Equal(("a", RouteReason.WaitTimeout), (route.Server.Name, route.Reason));
    }

    [Fact]
    public async Task RouteAsync_AllReplicasPaused_PrimaryServesAtOnce()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        cluster["b"].PauseReplay();
        var session = await cluster.WriteAsync();
        await cluster.RefreshAllAsync();

        var route = await cluster.RouteAsync(cluster.Query(session, request: Waits));

        Assert.Equal(("a", RouteReason.ReplicasStalled), (route.Server.Name, route.Reason));
    }

    [Fact]
    public async Task RouteAsync_ToldToFailRatherThanUseThePrimary_StalenessUnmet()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        var session = await cluster.WriteAsync();
        await cluster.RefreshAllAsync();

        var error = await Assert.ThrowsAsync<GatewayException>(() => cluster.RouteAsync(
            cluster.Query(session, request: DoesNotWait with { FailOnWaitTimeout = true })));

        Assert.Equal((ErrorCode.StalenessUnmet, true), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task RouteAsync_PrimaryAway_ReplicasOfItsHistoryStillServe()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        var session = await cluster.WriteAsync();
        cluster["b"].ReplayOne();
        await cluster.RefreshAllAsync();
        cluster["a"].Kill();
        cluster.Cluster.ReportFailure(cluster.Server("a"), "gone");

        var route = await cluster.RouteAsync(cluster.Query(session));

        Assert.Equal("b", route.Server.Name);
    }

    /// <summary>What a replica has shown of a commit that its primary still holds back.</summary>
    [Fact]
    public async Task RouteAsync_PrimaryIsBehindWhatAReplicaHasShown_ItServesNeitherReadsNorWrites()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        cluster["a"].HoldCommits();
        var writing = cluster.WriteAsync();
        cluster["b"].ReplayOne();
        var session = await cluster.ReadAsync("b");
        cluster["b"].Kill();
        await cluster.RefreshAsync("a");
        cluster.Cluster.ReportFailure(cluster.Server("b"), "gone");

        foreach (var kind in new[] { StatementKind.Read, StatementKind.Write })
        {
            var error = await Assert.ThrowsAsync<GatewayException>(
                () => cluster.RouteAsync(cluster.Query(session, kind, request: DoesNotWait)));
            Assert.Equal((ErrorCode.StalenessUnmet, StatementOutcome.NotApplied), (error.Code, error.Outcome));
        }

        cluster["a"].ReleaseCommits();
        await writing;
        await cluster.RefreshAsync("a");
        Assert.Equal("a", (await cluster.RouteAsync(cluster.Query(session, request: DoesNotWait))).Server.Name);
    }

    [Fact]
    public async Task RouteAsync_OldPrimaryBesideItsSuccessor_TheNewerHistoryTakesWritesAndItsReplicasReads()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 2);
        cluster["b"].Promote();
        await cluster.RefreshAllAsync();

        Assert.Equal("b", (await cluster.RouteAsync(cluster.Query(null, StatementKind.Write))).Server.Name);
        // The other replica still follows the old primary: what it shows may never have happened.
        var route = await cluster.RouteAsync(cluster.Query(null, level: ConsistencyLevel.Eventual));
        Assert.Equal(("b", RouteReason.NoReplica), (route.Server.Name, route.Reason));

        cluster["b"].Kill();
        cluster.Cluster.ReportFailure(cluster.Server("b"), "gone");
        var error = await Assert.ThrowsAsync<GatewayException>(
            () => cluster.RouteAsync(cluster.Query(null, StatementKind.Write)));
        Assert.Equal(ErrorCode.NoServer, error.Code);
    }

    [Fact]
    public async Task RouteAsync_WriteThatAFailoverLost_PositionLostUntilAccepted()
    {
        await using var cluster = await MemoryCluster.StartAsync(replicas: 1);
        cluster["b"].CutReplication();
        var session = await cluster.WriteAsync();
        await cluster.RefreshAllAsync();
        cluster["a"].Kill();
        cluster.Cluster.ReportFailure(cluster.Server("a"), "gone");
        cluster["b"].Promote();
        await cluster.RefreshAsync("b");

        var error = await Assert.ThrowsAsync<GatewayException>(
            () => cluster.RouteAsync(cluster.Query(session, request: DoesNotWait)));
        Assert.Equal(ErrorCode.PositionLost, error.Code);

        var accepting = cluster.Query(session, request: DoesNotWait with { AcceptBookmark = error.Lost!.AcceptBookmark });
        Assert.Equal("b", (await cluster.RouteAsync(accepting)).Server.Name);
        Assert.Equal(cluster["b"].Position, accepting.Session.Dependency!.Position);
    }
}
