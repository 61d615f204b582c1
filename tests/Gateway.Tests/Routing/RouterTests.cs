using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Tests.Fakes;
using CausalGateway.Gateway.Tests.Sessions;

namespace CausalGateway.Gateway.Tests.Routing;

public sealed class RouterTests
{
    private static readonly QueryRequest DoesNotWait = new() { Sql = "select", WaitTimeout = TimeSpan.Zero };

    [Fact]
    public async Task RouteAsync_ReplicaCatchesUpWhileWaiting_ItServes()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(1, 2)), ("r", ScriptedNode.Replica(1)));
        var before = cluster["r"].Probes;

        var routing = cluster.RouteAsync(cluster.Query(On(2)));
        await LocalCluster.Wait.UntilAsync(
            "the waiting read makes the watcher ask",
            () => cluster["r"].Probes > before + 3,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(routing.IsCompleted);
        cluster["r"].Status = ScriptedNode.Replica(1, 2);

        var route = await routing;
        Assert.Equal(("r", RouteReason.Waited), (route.Server.Name, route.Reason));
    }

    [Fact]
    public async Task RouteAsync_WitnessOfTheSession_ServesItAgainWhateverItsNumbers()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(1)), ("r", ScriptedNode.Replica(1)));

        var route = await cluster.RouteAsync(cluster.Query(On(1, 2) with { Witness = new ServerIncarnation(2) }));

        Assert.Equal("r", route.Server.Name);
    }

    [Fact]
    public async Task RouteAsync_WitnessInAnotherLife_DoesNotCount()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(1, 2)), ("r", ScriptedNode.Replica(1)));
        await cluster.RefreshAsync("r", ScriptedNode.StatusOf(ServerRole.Replica, 3, [1]));

        var route = await cluster.RouteAsync(cluster.Query(
            On(1, 2) with { Witness = new ServerIncarnation(2) }, request: DoesNotWait));

        Assert.Equal("p", route.Server.Name);
    }

    [Fact]
    public async Task RouteAsync_ReplicaCrashedAndCameBackBehind_ItsOldPositionIsVoid()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(1, 2)), ("r", ScriptedNode.Replica(1, 2)));
        await cluster.RefreshAsync("r", ScriptedNode.StatusOf(ServerRole.Replica, 3, [1]));

        var route = await cluster.RouteAsync(cluster.Query(On(2), request: DoesNotWait));

        Assert.Equal("p", route.Server.Name);
    }

    [Fact]
    public async Task RouteAsync_ReplicaOnAnotherHistory_IsNotReadEvenByEventualReads()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(1)), ("r", ScriptedNode.StatusOf(ServerRole.Replica, 2, [1], history: "b")));

        var route = await cluster.RouteAsync(cluster.Query(null, level: ConsistencyLevel.Eventual));

        Assert.Equal(("p", RouteReason.NoReplica), (route.Server.Name, route.Reason));
    }

    [Fact]
    public async Task RouteAsync_OnlyUnseenTransactionsHoldThePrimaryBack_ItServes()
    {
        await using var cluster = await ScriptedCluster.StartAsync(("p", ScriptedNode.Primary(1)), ("r", ScriptedNode.Replica(1, 2)));
        cluster["r"].ShowsNothingBeyond = true;

        var route = await cluster.RouteAsync(cluster.Query(On(1, 2), StatementKind.Write));

        Assert.Equal(("p", RouteReason.Write), (route.Server.Name, route.Reason));
        Assert.True(route.Server.Observation.Covers(On(1, 2)));
        Assert.False(route.Server.Observation.Covers(On(1, 2, 3)));
    }

    [Fact]
    public async Task RouteAsync_DependencyOfALostLife_PositionLostUntilAccepted()
    {
        await using var cluster = await ScriptedCluster.StartAsync(("p", ScriptedNode.Primary(1)), ("r", ScriptedNode.Replica(1)));

        var error = await FailsAsync(cluster, On(1, 1000), DoesNotWait);
        Assert.Equal(ErrorCode.PositionLost, error.Code);
        Assert.False(error.Lost!.Certain);

        var accepting = cluster.Query(
            On(1, 1000), request: DoesNotWait with { AcceptBookmark = error.Lost.AcceptBookmark });
        var route = await cluster.RouteAsync(accepting);
        Assert.Equal("p", route.Server.Name);
        Assert.Equal(new IntegerSet(1), accepting.Session.Dependency!.Position);
    }

    [Fact]
    public async Task RouteAsync_TwoWritableServersOfOneHistory_SplitBrain()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(1)), ("q", ScriptedNode.StatusOf(ServerRole.Primary, 9, [1])));

        var error = await Assert.ThrowsAsync<GatewayException>(
            () => cluster.RouteAsync(cluster.Query(null, StatementKind.Write)));

        Assert.Equal(ErrorCode.SplitBrain, error.Code);
    }

    [Fact]
    public async Task RouteAsync_WriteAimedAtAReplica_Refused()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            ("p", ScriptedNode.Primary(1)), ("r", ScriptedNode.Replica(1)));
        var query = cluster.Query(null, StatementKind.Write, request: DoesNotWait with { Target = ReadTarget.Replica });

        var error = await Assert.ThrowsAsync<GatewayException>(() => cluster.RouteAsync(query));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
    }

    private static CausalDependency On(params IEnumerable<int> members) => new(new IntegerSet(members));

    private static Task<GatewayException> FailsAsync(ScriptedCluster cluster, CausalDependency dependency, QueryRequest request) =>
        Assert.ThrowsAsync<GatewayException>(() => cluster.RouteAsync(cluster.Query(dependency, request: request)));
}
