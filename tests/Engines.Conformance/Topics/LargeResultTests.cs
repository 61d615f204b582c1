namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>Rows go straight to the sink: nothing is kept, and nothing goes on behind a sink that has enough.</summary>
public abstract class LargeResultTests(EngineUnderTest engine) : Topic(engine)
{
    private const int RowCount = 200_000;

    /// <summary>Of 200,000 rows of at least 100 bytes, far more than this would be kept if any were.</summary>
    private const long Tolerance = 8 * 1024 * 1024;

    [Fact]
    public async Task Execute_LargeResult_TakesNoMoreMemoryThanASmallOne()
    {
        await using var node = Replica.Open();
        await node.RunAsync(Read(Sql.Rows(1_000)));
        long first = 0, most = 0;
        var sink = new RecordingSink
        {
            Keeps = false,
            OnRow = row =>
            {
                if (row % 40_000 == 1_000)
                {
                    var live = GC.GetTotalMemory(forceFullCollection: true);
                    first = first == 0 ? live : first;
                    most = Math.Max(most, live);
                }

                return ValueTask.CompletedTask;
            },
        };
        var result = await node.ExecuteAsync(Read(Sql.Rows(RowCount), demand: PositionDemand.After), sink, Token);
        Assert.Equal((RowCount, (long)RowCount), (sink.RowCount, result.RowCount));
        Assert.NotNull(result.Position);
        Assert.True(most - first < Tolerance, $"{most - first:N0} bytes more are live after many rows than after a few.");
    }

    /// <summary>A client that reads slowly slows the server; the rows do not pile up here.</summary>
    [Fact]
    public async Task Execute_SinkHoldsBack_ReadsNoFurther()
    {
        await using var node = Replica.Open();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new RecordingSink
        {
            Keeps = false,
            OnRow = row =>
            {
                if (row != 10)
                {
                    return ValueTask.CompletedTask;
                }

                held.SetResult();
                return new ValueTask(go.Task);
            },
        };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var running = node.ExecuteAsync(Read(Sql.Rows(RowCount)), sink, Token).AsTask();
        await held.Task.WaitAsync(Wait.DefaultDeadline, Token);
        // Another statement's round trips give whatever would read on the time to do so.
        for (var i = 0; i < 50; i++)
        {
            await node.RunAsync(Read(Sql.One));
        }

        var live = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(10, sink.RowCount);
        Assert.False(running.IsCompleted);
        go.SetResult();
        Assert.Equal(RowCount, (await running).RowCount);
        Assert.True(live < Tolerance, $"{live:N0} bytes are live behind a sink that has taken ten rows.");
    }

    [Fact]
    public async Task Execute_SinkRefusesAmongManyRows_EndsTheStatementOnTheServer()
    {
        const string Marker = "refused by the sink";
        await using var node = Replica.Open(configure: options => options with { MaxConnections = 1 });
        foreach (var demand in new[] { PositionDemand.None, PositionDemand.After })
        {
            var refused = new IOException("The client has gone.");
            var sink = new RecordingSink { Keeps = false, OnRow = row => row < 1_000 ? default : ValueTask.FromException(refused) };
            var thrown = await Assert.ThrowsAsync<IOException>(async () => await node.ExecuteAsync(
                Read($"{Sql.Rows(RowCount)} /* {Marker} */", demand: demand), sink, Token));
            Assert.Same(refused, thrown);
            Assert.Equal(1_000, sink.RowCount);
            await WaitForEndedAsync(Replica, Marker);
            Assert.Equal("1", await node.SingleAsync(Read(Sql.One)));
        }
    }

    [Fact]
    public async Task Cancel_AmongManyRows_EndsTheStatementOnTheServer()
    {
        const string Marker = "cancelled among rows";
        await using var node = Replica.Open(configure: options => options with { MaxConnections = 1 });
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sink = new RecordingSink
        {
            Keeps = false,
            OnRow = row => row == 1_000 ? new ValueTask(cancelled.CancelAsync()) : default,
        };
        var error = await Assert.ThrowsAsync<EngineException>(async () => await node.ExecuteAsync(
            Read($"{Sql.Rows(RowCount * 10)} /* {Marker} */"), sink, cancelled.Token));
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await WaitForEndedAsync(Replica, Marker);
        Assert.Equal("1", await node.SingleAsync(Read(Sql.One)));
    }

    [Fact]
    public async Task Execute_RowsOfEachLength_AreWhole()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        for (var id = 1; id <= 40; id++)
        {
            await primary.RunAsync(Write(Sql.Insert(table, id, new string('x', id * 5))));
        }

        var shown = await primary.RowsAsync(Read($"select id, text from {table} order by id"));
        Assert.Equal(40, shown.Rows.Count);
        Assert.All(shown.Rows, row => Assert.Equal(
            (int.Parse(row[0].Split(' ')[1]) * 5) + "text ".Length, row[1].Length));
    }
}
