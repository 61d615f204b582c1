namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>Tokens and time limits end a statement on the server too, and never make a commit look undone.</summary>
public abstract class CancellationTests(EngineUnderTest engine) : Topic(engine)
{
    /// <summary>Longer than any test waits.</summary>
    private const int Long = 120;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);

    [Fact]
    public async Task Cancel_Read_EndsItOnTheServer()
    {
        const string Marker = "cancelled read";
        await using var node = Replica.Open(configure: options => options with { MaxConnections = 1 });
        var error = await CancelRunningAsync(node, Replica, Read(Sql.Sleep(Long, Marker)), Marker);
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await WaitForEndedAsync(Replica, Marker);
        Assert.Equal("1", await node.SingleAsync(Read(Sql.One)));
    }

    /// <summary>Also while the server is asked where it is.</summary>
    [Fact]
    public async Task Cancel_ReadWithDemands_EndsItOnTheServer()
    {
        const string Marker = "cancelled read with demands";
        await using var node = Replica.Open(configure: options => options with { MaxConnections = 1 });
        var reached = (await node.ProbeAsync(Token)).Reached;
        var read = Read(Sql.Sleep(Long, Marker), reached, PositionDemand.After);
        var error = await CancelRunningAsync(node, Replica, read, Marker);
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await WaitForEndedAsync(Replica, Marker);
        Assert.Equal("1", await node.SingleAsync(Read(Sql.One)));
    }

    [Fact]
    public async Task Cancel_RunningWrite_EndsItOnTheServer()
    {
        const string Marker = "cancelled write";
        var table = await NewTableAsync();
        await using var node = Primary.Open(configure: options => options with { MaxConnections = 1 });
        var error = await CancelRunningAsync(node, Primary, Write(Sql.SlowInsert(table, 1, "a", Long, Marker)), Marker);
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await WaitForEndedAsync(Primary, Marker);
        Assert.Equal("0", await node.SingleAsync(Read(Sql.Count(table))));
    }

    [Fact]
    public async Task Cancel_BeforeAnythingWasSent_SendsNothing()
    {
        var table = await NewTableAsync();
        await using var node = Primary.Open();
        await node.RunAsync(Read(Sql.One));
        var sink = new RecordingSink();
        var thrown = await Record.ExceptionAsync(
            async () => await node.ExecuteAsync(Write(Sql.Insert(table, 1, "a")), sink, new CancellationToken(canceled: true)));
        Assert.True(
            thrown is OperationCanceledException
            or EngineException { Kind: EngineErrorKind.Cancelled, Outcome: StatementOutcome.NotApplied },
            $"{thrown}");
        Assert.Equal("0", await node.SingleAsync(Read(Sql.Count(table))));
    }

    [Fact]
    public async Task Cancel_WriteAtAnyMoment_NeverLies()
    {
        var table = await NewTableAsync();
        await using var node = Primary.Open();
        var random = new Random(4711);
        var told = new Dictionary<StatementOutcome, int>();
        for (var id = 1; id <= 120; id++)
        {
            using var cancelled = new CancellationTokenSource();
            cancelled.CancelAfter(TimeSpan.FromMicroseconds(random.Next(0, 8_000)));
            var outcome = StatementOutcome.Applied;
            try
            {
                await node.ExecuteAsync(Write(Sql.Insert(table, id, "a")), new RecordingSink(), cancelled.Token);
            }
            catch (EngineException e)
            {
                outcome = e.Outcome;
            }
            catch (OperationCanceledException)
            {
                outcome = StatementOutcome.NotApplied;
            }

            told[outcome] = told.GetValueOrDefault(outcome) + 1;
            var there = await Primary.ScalarAsync(Sql.SelectText(table, id)) is not null;
            Assert.True(outcome == StatementOutcome.Unknown || there == (outcome == StatementOutcome.Applied), $"{outcome}, there: {there}.");
        }

        Assert.True(told.Count > 1, $"Every write was {string.Join(", ", told.Keys)}: the moments miss.");
    }

    [Fact]
    public async Task TimeLimit_Read_IsTimedOutAndEndedOnTheServer()
    {
        const string Marker = "read over its time";
        await using var node = Replica.Open(configure: Limited);
        var error = await node.FailAsync(Read(Sql.Sleep(Long, Marker)));
        Assert.Equal((EngineErrorKind.TimedOut, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await WaitForEndedAsync(Replica, Marker);
        Assert.Equal("1", await node.SingleAsync(Read(Sql.One)));
    }

    [Fact]
    public async Task TimeLimit_Write_IsTimedOutAndEndedOnTheServer()
    {
        const string Marker = "write over its time";
        var table = await NewTableAsync();
        await using var node = Primary.Open(configure: Limited);
        var error = await node.FailAsync(Write(Sql.SlowInsert(table, 1, "a", Long, Marker)));
        Assert.Equal(EngineErrorKind.TimedOut, error.Kind);
        Assert.NotEqual(StatementOutcome.Applied, error.Outcome);
        await WaitForEndedAsync(Primary, Marker);
        await using var other = Primary.Open();
        Assert.Equal("0", await other.SingleAsync(Read(Sql.Count(table))));
    }

    [Fact]
    public async Task Cancel_BySomebodyOnTheServer_IsCancelled()
    {
        const string Marker = "cancelled by somebody";
        await using var node = Replica.Open();
        var running = node.FailAsync(Read(Sql.Sleep(Long, Marker)));
        await WaitForRunningAsync(Replica, Marker);
        await Sql.CancelRunningAsync(Replica, Marker);
        var error = await running;
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
    }

    private static NodeOptions Limited(NodeOptions options) => options with { StatementTimeout = Short, MaxConnections = 1 };

    private async Task<EngineException> CancelRunningAsync(
        INodeClient node, ServerUnderTest server, StatementRequest request, string marker)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = Assert.ThrowsAsync<EngineException>(
            async () => await node.ExecuteAsync(request, new RecordingSink(), cancelled.Token));
        await WaitForRunningAsync(server, marker);
        await cancelled.CancelAsync();
        return await running;
    }
}
