using System.Diagnostics;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Nodes;

/// <summary>The server itself waits for a position, and its wait can be ended.</summary>
[Collection(nameof(SharedClusterGroup))]
public sealed class WaitTests(SharedClusters shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task WaitFor_ReplicaCatchesUp_ReturnsLongBeforeTheLimit(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await cluster.Primary.ExecuteAsync("create or replace view waited as select 1", Token);
        await using var primary = Node.Open(family, cluster.Primary);
        await using var node = Node.Open(family, cluster.Replicas[0]);
        await node.ProbeAsync(Token);
        await cluster.PauseReplayAsync(cluster.Replicas[0], Token);
        Task waiting;
        ReplicationPosition position;
        try
        {
            position = (await primary.RunAsync(Sql.Definition("create or replace view waited as select 2"))).Position!;
            waiting = node.WaitForAsync(position, TimeSpan.FromMinutes(5), Token).AsTask();
            await cluster.Replicas[0].WaitForRunningAsync("_WAIT");
            Assert.False(waiting.IsCompleted);
        }
        finally
        {
            await cluster.ResumeReplayAsync(cluster.Replicas[0], Token);
        }

        await waiting.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await node.ProbeUntilAsync("the replica has reached it", status => status.Reached?.Covers(position) == true);
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task WaitFor_NotReached_ReturnsAfterTheLimit(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await using var node = Node.Open(family, cluster.Replicas[0]);
        await node.ProbeAsync(Token);
        var started = Stopwatch.GetTimestamp();

        await node.WaitForAsync(Unreachable(family), TimeSpan.FromMilliseconds(200), Token);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await node.WaitForAsync(Unreachable(family), TimeSpan.Zero, Token));
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task WaitFor_Cancelled_EndsOnTheServer(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await using var node = Node.Open(family, cluster.Replicas[0]);
        await node.ProbeAsync(Token);
        using var cancelled = new CancellationTokenSource();
        var waiting = node.WaitForAsync(Unreachable(family), TimeSpan.FromMinutes(5), cancelled.Token).AsTask();
        await cluster.Replicas[0].WaitForRunningAsync("_WAIT");

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await cluster.Replicas[0].WaitForEndedAsync("_WAIT");
        await node.WaitForAsync(Unreachable(family), TimeSpan.FromMilliseconds(1), Token);
    }

    private static ReplicationPosition Unreachable(Family family)
    {
        var text = family == Family.MySql ? "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5" : "0-99-999999999";
        IPositionCodec codec = family == Family.MySql ? new Engines.MySql.Positions.MySqlPositionCodec() : new Engines.MySql.Positions.MariaDbPositionCodec();
        Assert.True(codec.TryParse(text, out var position));
        return position;
    }
}
