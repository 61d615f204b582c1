namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>Servers and connections that go away at each stage of a statement.</summary>
public abstract class ConnectionLossTests(EngineUnderTest engine) : Topic(engine)
{
    private const int Long = 120;

    [Fact]
    public async Task Unreachable_NobodyListens_SendsNothing()
    {
        var link = Replica.OpenLink();
        link.Cut();
        await using var node = Replica.Open(link);
        var error = await node.FailAsync(Read(Sql.One));
        Assert.Equal((EngineErrorKind.Unreachable, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        var probed = await Assert.ThrowsAsync<EngineException>(async () => await node.ProbeAsync(Token));
        Assert.Equal(EngineErrorKind.Unreachable, probed.Kind);

        link.Heal();
        await node.ProbeUntilAsync("it answers", _ => true);
        Assert.Equal("1", await OnceConnectedAsync(node, Read(Sql.One)));
    }

    [Fact]
    public async Task Unreachable_NobodyAnswers_EndsInTime()
    {
        var link = Replica.OpenLink();
        link.Cut(CutMode.BlackHole);
        await using var node = Replica.Open(link, options => options with
        {
            ConnectTimeout = TimeSpan.FromSeconds(1),
            ProbeTimeout = TimeSpan.FromSeconds(1),
        });
        var error = await node.FailAsync(Read(Sql.One)).WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((EngineErrorKind.Unreachable, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        var probed = await Assert.ThrowsAsync<EngineException>(async () => await node.ProbeAsync(Token))
            .WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(EngineErrorKind.Unreachable, probed.Kind);
    }

    [Fact]
    public async Task Lost_UnderARead_IsNotApplied()
    {
        const string Marker = "read whose connection breaks";
        var link = Replica.OpenLink();
        await using var node = Replica.Open(link);
        var reading = node.FailAsync(Read(Sql.Sleep(Long, Marker), demand: PositionDemand.After));
        await WaitForRunningAsync(Replica, Marker);
        link.Reset();
        var error = await reading;
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal("1", await OnceConnectedAsync(node, Read(Sql.One)));
        await Sql.CancelRunningAsync(Replica, Marker);
        await WaitForEndedAsync(Replica, Marker);
    }

    /// <summary>The write is committed and its answer never arrives: nobody may call that undone, or done.</summary>
    [Fact]
    public async Task Lost_BetweenTheCommitAndItsAnswer_IsUnknownAndTheRowIsThere()
    {
        const string Marker = "write whose answer is lost";
        var table = await NewTableAsync();
        var link = Primary.OpenLink();
        await using var node = Primary.Open(link);
        await node.RunAsync(Read(Sql.One));
        var writing = node.FailAsync(Write(Sql.SlowInsert(table, 1, "a", seconds: 2, Marker)));
        await WaitForRunningAsync(Primary, Marker);
        link.Cut(CutMode.Stall);
        await Wait.UntilAsync(
            "the write is committed",
            async _ => await Primary.ScalarAsync(Sql.SelectText(table, 1)) is not null,
            cancellationToken: Token);
        link.Cut();
        var error = await writing;
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.Unknown), (error.Kind, error.Outcome));
        Assert.True(error.Incarnation.IsKnown);
        link.Heal();
        Assert.Equal("1", await OnceConnectedAsync(node, Read(Sql.Count(table))));
    }

    [Fact]
    public async Task Killed_UnderARead_IsLostAndTheNextLifeIsAnotherIncarnation()
    {
        const string Marker = "read whose server dies";
        await using var node = Replica.Open();
        var before = await node.ProbeAsync(Token);
        var reading = node.FailAsync(Read(Sql.Sleep(Long, Marker)));
        await WaitForRunningAsync(Replica, Marker);
        await Replica.KillAsync();
        try
        {
            var error = await reading;
            Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            var refused = await node.FailAsync(Read(Sql.One));
            Assert.True(
                refused.Kind is EngineErrorKind.Unreachable or EngineErrorKind.ConnectionLost
                && refused.Outcome == StatementOutcome.NotApplied,
                $"{refused.Kind}, {refused.Outcome}");
        }
        finally
        {
            await Replica.StartAsync();
        }

        var after = await node.ProbeUntilAsync("it answers and receives", status => status.Link == ReplicationLink.Streaming);
        Assert.NotEqual(before.Incarnation, after.Incarnation);
        Assert.Equal(ServerRole.Replica, after.Role);
        var changed = await node.FailAsync(Read(Sql.One) with { Incarnation = before.Incarnation });
        Assert.Equal(EngineErrorKind.IncarnationChanged, changed.Kind);
        await node.RunAsync(Read(Sql.One) with { Incarnation = after.Incarnation });
    }

    [Fact]
    public async Task Killed_UnderAWrite_NeverLies()
    {
        const string Marker = "write whose server dies";
        var table = await NewTableAsync();
        await using var node = Primary.Open();
        var before = await node.ProbeAsync(Token);
        var written = (await node.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
        var writing = node.FailAsync(Write(Sql.SlowInsert(table, 2, "b", Long, Marker)));
        await WaitForRunningAsync(Primary, Marker);
        await Primary.KillAsync();
        EngineException error;
        try
        {
            error = await writing;
        }
        finally
        {
            await Primary.StartAsync();
        }

        Assert.Equal(EngineErrorKind.ConnectionLost, error.Kind);
        Assert.NotEqual(StatementOutcome.Applied, error.Outcome);
        var after = await node.ProbeUntilAsync("it takes writes", status => status.Writable);
        Assert.NotEqual(before.Incarnation, after.Incarnation);
        Assert.Null(await Primary.ScalarAsync(Sql.SelectText(table, 2)));
        // What was acknowledged survived, and the positions go on from there.
        Assert.Equal("a", (await node.OnceReachedAsync(Read(Sql.SelectText(table, 1), written))).Single);
        var later = await node.RunAsync(Write(Sql.Insert(table, 3, "c")));
        foreach (var server in Cluster.Replicas)
        {
            await using var replica = server.Open();
            Assert.Equal("c", (await replica.OnceReachedAsync(Read(Sql.SelectText(table, 3), later.Position))).Single);
            await replica.ProbeUntilAsync("it receives again", status => status.Link == ReplicationLink.Streaming);
        }
    }

    [Fact]
    public async Task Frozen_ProbesAndStatements_EndInTime()
    {
        await using var node = Replica.Open(configure: options => options with
        {
            ConnectTimeout = TimeSpan.FromSeconds(1),
            ProbeTimeout = TimeSpan.FromSeconds(1),
        });
        await node.ProbeAsync(Token);
        await Replica.FreezeAsync();
        try
        {
            var probed = await Assert.ThrowsAsync<EngineException>(async () => await node.ProbeAsync(Token))
                .WaitAsync(TimeSpan.FromSeconds(30), Token);
            Assert.Equal(EngineErrorKind.Unreachable, probed.Kind);
            var error = await node.FailAsync(Read(Sql.One)).WaitAsync(TimeSpan.FromSeconds(30), Token);
            Assert.Equal((EngineErrorKind.Unreachable, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        }
        finally
        {
            await Replica.ThawAsync();
        }

        await node.ProbeUntilAsync("it receives again", status => status.Link == ReplicationLink.Streaming);
        Assert.Equal("1", await OnceConnectedAsync(node, Read(Sql.One)));
    }

    [Fact]
    public async Task Pool_AllConnectionsTaken_IsExhausted()
    {
        const string Marker = "takes the only connection";
        await using var node = Replica.Open(configure: options => options with
        {
            MaxConnections = 1,
            ConnectTimeout = TimeSpan.FromSeconds(1),
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = Assert.ThrowsAsync<EngineException>(
            async () => await node.ExecuteAsync(Read(Sql.Sleep(Long, Marker)), new RecordingSink(), stop.Token));
        await WaitForRunningAsync(Replica, Marker);
        var error = await node.FailAsync(Read(Sql.One));
        Assert.Equal((EngineErrorKind.PoolExhausted, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await stop.CancelAsync();
        await running;
        Assert.Equal("1", await node.SingleAsync(Read(Sql.One)));
    }

    /// <summary>Idle connections of the pool may have been broken as well.</summary>
    private static async Task<string> OnceConnectedAsync(INodeClient node, StatementRequest read)
    {
        string? answer = null;
        await Wait.UntilAsync(
            $"{node.Name} answers again",
            async _ =>
            {
                try
                {
                    answer = await node.SingleAsync(read);
                    return true;
                }
                catch (EngineException)
                {
                    return false;
                }
            },
            cancellationToken: Token);
        return answer!;
    }
}
