namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>What a probe tells of a server.</summary>
public abstract class ProbeTests(EngineUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Probe_Primary_TellsRoleAndPosition()
    {
        await using var node = Primary.Open();
        var status = await node.ProbeAsync(Token);
        Assert.Equal((ServerRole.Primary, true, ReplicationLink.None), (status.Role, status.Writable, status.Link));
        Assert.NotNull(status.Reached);
        Assert.NotEmpty(status.History);
        Assert.NotEmpty(status.Version);
        Assert.Empty(status.Obstacles);
        Assert.Empty(status.Warnings);
    }

    [Fact]
    public async Task Probe_Replicas_AreOnThePrimarysHistory()
    {
        await using var primary = Primary.Open();
        var written = await primary.ProbeAsync(Token);
        foreach (var server in Cluster.Replicas)
        {
            await using var node = server.Open();
            var status = await node.ProbeUntilAsync("it receives", status => status.Link == ReplicationLink.Streaming);
            Assert.Equal((ServerRole.Replica, false), (status.Role, status.Writable));
            Assert.NotNull(status.Reached);
            Assert.Empty(status.Obstacles);
            Assert.Empty(status.Warnings);
            Assert.Equal(HistoryRelation.Same, Engine.CompareHistories(written, status));
            Assert.Equal(HistoryRelation.Same, Engine.CompareHistories(status, written));
            Assert.True(Engine.CanReach(status, written.Reached!));
        }
    }

    [Fact]
    public async Task Probe_ReplayPausedAndResumed_IsTold()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        ReplicationPosition written;
        try
        {
            var status = await replica.ProbeUntilAsync("replay is paused", status => status.Link == ReplicationLink.Paused);
            written = (await primary.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
            Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(written));
            Assert.True(Engine.CanReach(status, written));
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }

        await replica.ProbeUntilAsync(
            "it has caught up", status => status.Link == ReplicationLink.Streaming && status.Reached!.Covers(written));
    }

    [Fact]
    public async Task Probe_LinkToTheSourceCut_IsTold()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        // Whose history it is on has to be seen while the source is there.
        await replica.ProbeUntilAsync("it receives", status => status.Link == ReplicationLink.Streaming);
        Cluster.CutReplication(Replica);
        ReplicationPosition written;
        try
        {
            await replica.ProbeUntilAsync("it receives nothing", status => status.Link == ReplicationLink.Stopped);
            written = (await primary.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
            Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(written));
            Assert.Equal("0", await replica.SingleAsync(Read(Sql.Count(table))));
        }
        finally
        {
            Cluster.HealReplication(Replica);
        }

        await replica.ProbeUntilAsync(
            "it has caught up", status => status.Link == ReplicationLink.Streaming && status.Reached!.Covers(written));
    }

    /// <summary>What a probe proves is shown by every statement that starts later.</summary>
    [Fact]
    public async Task Probe_WhileWritesGoOn_ReachedIsALowerBound()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        var nodes = Cluster.Servers.Select(server => server.Open()).ToArray();
        for (var id = 1; id <= 40; id++)
        {
            var written = (await primary.RunAsync(Write(Sql.Insert(table, id, "a")))).Position!;
            foreach (var node in nodes)
            {
                var covers = (await node.ProbeAsync(Token)).Reached!.Covers(written);
                var shown = await node.RowsAsync(Read(Sql.SelectText(table, id)));
                Assert.True(!covers || shown.RowCount == 1, $"{node.Name} covers the position of row {id} and lacks the row.");
            }
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Probe_ManyAtOnce_AllAreAnswered()
    {
        await using var node = Replica.Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => node.ProbeAsync(Token).AsTask()));
        Assert.All(answers, answer => Assert.Equal(answers[0].Incarnation, answer.Incarnation));
    }

    /// <summary>One caller that gives up takes nothing from the others.</summary>
    [Fact]
    public async Task Probe_Cancelled_LeavesTheOthers()
    {
        await using var node = Replica.Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var gone = Record.ExceptionAsync(async () => await node.ProbeAsync(cancelled.Token));
        Assert.Equal(ServerRole.Replica, (await node.ProbeAsync(Token)).Role);
        Assert.True(await gone is OperationCanceledException or EngineException { Kind: EngineErrorKind.Cancelled });
        Assert.Equal(ServerRole.Replica, (await node.ProbeAsync(Token)).Role);
    }

    [Fact]
    public void Validate_OptionsOfTheTests_AreInOrder()
    {
        NodeOptions? options = null;
        _ = Primary.Open(configure: plain => options = plain);
        Assert.Empty(Engine.Validate(options!));
        Assert.NotEmpty(Engine.Validate(options! with { Connection = "NoSuchKey=1" }));
    }
}
