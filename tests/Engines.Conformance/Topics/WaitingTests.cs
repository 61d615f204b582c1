namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>Waiting on the server, where it can.</summary>
public abstract class WaitingTests(EngineUnderTest engine) : Topic(engine)
{
    /// <summary>More than any wait of these tests needs.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Wait_EngineThatCannot_SaysSo()
    {
        if (Engine.Capabilities.WaitsForPositions)
        {
            await using var primary = Primary.Open();
            await primary.WaitForAsync((await primary.ProbeAsync(Token)).Reached!, Long, Token);
            return;
        }

        await using var node = Replica.Open();
        var reached = (await node.ProbeAsync(Token)).Reached!;
        await Assert.ThrowsAsync<NotSupportedException>(async () => await node.WaitForAsync(reached, Long, Token));
    }

    [Fact]
    public async Task Wait_PositionReplayedLater_EndsThen()
    {
        if (!Engine.Capabilities.WaitsForPositions)
        {
            return;
        }

        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        Task waiting;
        ReplicationPosition written;
        try
        {
            written = (await primary.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
            waiting = replica.WaitForAsync(written, Long, Token).AsTask();
            // A wait never holds up probes or reads.
            for (var i = 0; i < 20; i++)
            {
                Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(written));
                await replica.RunAsync(Read(Sql.One));
            }

            Assert.False(waiting.IsCompleted, "The wait ended before there was anything to wake it.");
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }

        await waiting.WaitAsync(Long, Token);
        await replica.ProbeUntilAsync("it has reached what was waited for", status => status.Reached!.Covers(written));
    }

    [Fact]
    public async Task Wait_PositionNeverReplayed_EndsWithItsLimit()
    {
        if (!Engine.Capabilities.WaitsForPositions)
        {
            return;
        }

        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        try
        {
            var written = (await primary.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
            foreach (var limit in new[] { TimeSpan.FromMilliseconds(50), TimeSpan.FromMicroseconds(1) })
            {
                await replica.WaitForAsync(written, limit, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
                Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(written));
            }
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }
    }

    [Fact]
    public async Task Wait_Cancelled_EndsHereAndLeavesTheServerFit()
    {
        if (!Engine.Capabilities.WaitsForPositions)
        {
            return;
        }

        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        ReplicationPosition written;
        try
        {
            written = (await primary.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
            using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var waiting = Record.ExceptionAsync(async () => await replica.WaitForAsync(written, Long, cancelled.Token));
            await replica.ProbeAsync(Token);
            await cancelled.CancelAsync();
            var thrown = await waiting.AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
            Assert.True(thrown is OperationCanceledException or EngineException { Kind: EngineErrorKind.Cancelled }, $"{thrown}");
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }

        await replica.WaitForAsync(written, Long, Token);
        await replica.ProbeUntilAsync("it has reached what was waited for", status => status.Reached!.Covers(written));
    }
}
