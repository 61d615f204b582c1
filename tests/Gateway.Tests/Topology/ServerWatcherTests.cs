using CausalGateway.Abstractions;
using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Tests.Fakes;
using CausalGateway.Gateway.Tests.Sessions;

namespace CausalGateway.Gateway.Tests.Topology;

/// <summary>Servers that can wait for a position themselves; those that cannot are in the tests of the router.</summary>
public sealed class ServerWatcherTests
{
    private static readonly EngineCapabilities Waits = new() { WaitsForPositions = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitAsync_ServerTellsThatItHasComeSoFar_TakesOneProbeMore()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            Waits, ("p", ScriptedNode.Primary(1, 2)), ("r", ScriptedNode.Replica(1)));
        var asked = new TaskCompletionSource<ReplicationPosition>();
        var reached = new TaskCompletionSource();
        cluster["r"].WaitFor = position =>
        {
            asked.SetResult(position);
            return reached.Task;
        };

        var routing = cluster.RouteAsync(cluster.Query(new CausalDependency(new IntegerSet(2))));
        Assert.Equal(new IntegerSet(2), await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), Token));
        var before = cluster["r"].Probes;
        Assert.False(routing.IsCompleted);
        cluster["r"].Status = ScriptedNode.Replica(1, 2);
        reached.SetResult();

        var route = await routing;
        Assert.Equal(("r", RouteReason.Waited), (route.Server.Name, route.Reason));
        Assert.Equal(before + 1, cluster["r"].Probes);
    }

    [Fact]
    public async Task WaitAsync_ServerWakesTooEarly_IsNotBelievedAndNotAskedInALoop()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            Waits, ("p", ScriptedNode.Primary(1, 2)), ("r", ScriptedNode.Replica(1)));
        var asked = 0;
        cluster["r"].WaitFor = _ =>
        {
            asked++;
            return Task.CompletedTask;
        };
        var before = cluster["r"].Probes;

        var routing = cluster.RouteAsync(cluster.Query(new CausalDependency(new IntegerSet(2))));
        await LocalCluster.Wait.UntilAsync(
            "the server was asked, woke, and was probed", () => cluster["r"].Probes >= before + 2, cancellationToken: Token);
        Assert.False(routing.IsCompleted);

        cluster["r"].Status = ScriptedNode.Replica(1, 2);
        cluster.Wake("r");
        Assert.Equal("r", (await routing).Server.Name);
        Assert.Equal(1, asked);
        Assert.InRange(cluster["r"].Probes, before + 2, before + 4);
    }

    [Fact]
    public async Task WaitAsync_ServerCannotBeAskedToWait_TheNextProbeDecides()
    {
        await using var cluster = await ScriptedCluster.StartAsync(
            Waits, ("p", ScriptedNode.Primary(1, 2)), ("r", ScriptedNode.Replica(1)));
        var asked = new TaskCompletionSource();
        cluster["r"].WaitFor = _ =>
        {
            cluster["r"].Status = ScriptedNode.Replica(1, 2);
            asked.TrySetResult();
            return Task.FromException(new EngineException(EngineErrorKind.Unreachable, "The server cannot be reached."));
        };

        var routing = cluster.RouteAsync(cluster.Query(new CausalDependency(new IntegerSet(2))));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        cluster.Wake("r");
        Assert.Equal("r", (await routing).Server.Name);
    }
}
