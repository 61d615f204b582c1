using CausalGateway.Engines.Postgres.Nodes;

namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>A cancelled token ends the statement on the server, and never makes a commit look undone.</summary>
[Collection(nameof(SharedCluster))]
public sealed class CancellationTests(SharedClusterFixture shared) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await shared.Primary.ExecuteAsync(
        "create table if not exists cancelled (id text primary key); grant all on cancelled to public; truncate cancelled", Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Cancel_Read_EndsItOnTheServer()
    {
        await using var node = Node.Open(shared.FirstReplica, configure: options => options with { MaxConnections = 1 });
        var error = await CancelRunningAsync(node, shared.FirstReplica, Sql.Read("select pg_sleep(60) /* cancelled read */"));
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await shared.FirstReplica.WaitForEndedAsync("cancelled read */");
        Assert.Equal("1", await node.SingleAsync(Sql.Read("select 1")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_RunningWrite_IsNotApplied(bool returning)
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        const string Insert = "insert into cancelled select 'a' from (select pg_sleep(60)) s /* cancelled write */";
        var error = await CancelRunningAsync(
            node, shared.Primary, returning ? Sql.Returning($"{Insert} returning id") : Sql.Write(Insert));
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await shared.Primary.WaitForEndedAsync("cancelled write */");
        Assert.Equal("0", await node.SingleAsync(Sql.Read("select count(*) from cancelled")));
    }

    /// <summary>The statement that the cancellation interrupts is the one that reads the position.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_BetweenTheCommitAndItsPosition_IsNeverNotApplied(bool returning)
    {
        // The position of this user's connections takes a minute: the function is found before the server's own.
        await shared.Primary.ExecuteAsync(
            """
            create schema if not exists slow;
            grant usage on schema slow to public;
            create or replace function slow.pg_current_wal_flush_lsn() returns pg_lsn language plpgsql as
              'begin perform pg_sleep(60) /* slow position */; return null; end'
            """,
            Token);
        await using var node = Node.Open(
            shared.Primary,
            connection: "Options=-c search_path=slow,pg_catalog,public",
            configure: options => options with { Monitor = options.Monitor + ";Options=-c search_path=public" });
        const string Insert = "insert into cancelled values ('committed')";
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = node.ExecuteAsync(
            returning ? Sql.Returning($"{Insert} returning id") : Sql.Write(Insert), new RecordingSink(), cancelled.Token).AsTask();
        await shared.Primary.WaitForAsync("the write is committed", "select exists (select from cancelled)");
        await cancelled.CancelAsync();
        try
        {
            await writing;
        }
        catch (EngineException e)
        {
            Assert.NotEqual(StatementOutcome.NotApplied, e.Outcome);
        }
    }

    [Fact]
    public async Task Cancel_AtAnyMoment_NeverLies()
    {
        await using var node = Node.Open(shared.Primary);
        var random = new Random(4711);
        int applied = 0, notApplied = 0;
        for (var i = 0; i < 200; i++)
        {
            var id = $"random {i}";
            var insert = $"insert into cancelled values ('{id}')";
            using var cancelled = new CancellationTokenSource();
            cancelled.CancelAfter(TimeSpan.FromMicroseconds(random.Next(0, 6_000)));
            bool? expected = null;
            try
            {
                await node.ExecuteAsync(
                    i % 2 == 0 ? Sql.Write(insert) : Sql.Returning($"{insert} returning id"), new RecordingSink(), cancelled.Token);
                expected = true;
            }
            catch (EngineException e)
            {
                expected = e.Outcome switch
                {
                    StatementOutcome.Applied => true,
                    StatementOutcome.NotApplied => false,
                    _ => null,
                };
            }
            catch (OperationCanceledException)
            {
                // Nothing had been sent.
                expected = false;
            }

            var there = await shared.Primary.ScalarAsync<bool>($"select exists (select from cancelled where id = '{id}')", Token);
            Assert.Equal(expected ?? there, there);
            applied += expected == true ? 1 : 0;
            notApplied += expected == false ? 1 : 0;
        }

        Assert.True(applied > 0 && notApplied > 0, $"{applied} writes were applied, {notApplied} were not: the moments miss.");
    }

    [Fact]
    public async Task Cancel_ProcedureThatHasCommitted_IsUnknown()
    {
        await shared.Primary.ExecuteAsync(
            """
            create or replace procedure commit_then_sleep() language plpgsql as
              'begin insert into cancelled values (''by procedure''); commit; perform pg_sleep(60); end'
            """,
            Token);
        await using var node = Node.Open(shared.Primary);
        foreach (var request in new[] { Sql.Call("call commit_then_sleep()"), Sql.Alone("call commit_then_sleep()") })
        {
            await shared.Primary.ExecuteAsync("truncate cancelled", Token);
            using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var running = node.FailCancelledAsync(request, cancelled.Token);
            await shared.Primary.WaitForAsync("the procedure has committed", "select exists (select from cancelled)");
            await cancelled.CancelAsync();
            var error = await running;
            Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.Unknown), (error.Kind, error.Outcome));
        }
    }

    /// <summary>Cancelling a commit that waits for a synchronous standby is a success with a warning.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_HungSynchronousCommit_IsNeverNotApplied(bool returning)
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await cluster.Primary.ExecuteAsync("create table hung (id int); grant all on hung to public", Token);
        await using var node = Node.Open(cluster.Primary);
        await node.RunAsync(Sql.Write("insert into hung values (0)"));
        await Clusters.RequireStandbyAsync(cluster.Primary, "nobody");

        const string Insert = "insert into hung values (1)";
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = node.ExecuteAsync(
            returning ? Sql.Returning($"{Insert} returning id") : Sql.Write(Insert), new RecordingSink(), cancelled.Token).AsTask();
        await Clusters.WaitForHungCommitAsync(cluster.Primary);
        await cancelled.CancelAsync();
        try
        {
            var result = await writing;
            Assert.NotNull(result.Position);
        }
        catch (EngineException e)
        {
            Assert.NotEqual(StatementOutcome.NotApplied, e.Outcome);
        }

        Assert.True(await cluster.Primary.ScalarAsync<bool>("select exists (select from hung where id = 1)", Token));
    }

    /// <summary>A server that does not answer the request to cancel must not hold the caller for long.</summary>
    [Fact]
    public async Task Cancel_ServerFrozen_EndsSoon()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await using var node = Node.Open(
            cluster.Primary, configure: options => options with { ConnectTimeout = TimeSpan.FromSeconds(1) });
        await node.RunAsync(Sql.Read("select 1"));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reading = node.FailCancelledAsync(Sql.Read("select pg_sleep(60) /* frozen */"), cancelled.Token);
        await cluster.Primary.WaitForRunningAsync("frozen */");
        await cluster.Primary.FreezeAsync(Token);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await cancelled.CancelAsync();
        var error = await reading;
        Assert.Equal(StatementOutcome.NotApplied, error.Outcome);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(12));
    }

    private static async Task<EngineException> CancelRunningAsync(
        PostgresNodeClient node, DatabaseServer server, StatementRequest request)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = node.FailCancelledAsync(request, cancelled.Token);
        await server.WaitForRunningAsync("/* cancelled");
        await cancelled.CancelAsync();
        return await running;
    }
}
