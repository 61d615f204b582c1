using System.Diagnostics;

namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>Reads that end before their last row.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ReadFailureTests(SharedClusterFixture shared)
{
    /// <summary>Far less than a hundred million rows take.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_SinkThrowsAmongManyRows_IsCancelledOnTheServer(bool synchronously)
    {
        await using var node = Node.Open(
            shared.Primary,
            configure: options => options with { MaxConnections = 1, StatementTimeout = TimeSpan.FromMinutes(5) });
        var refused = new IOException("the client has gone");
        var sink = new RecordingSink
        {
            Keeps = false,
            OnRow = row => row < 1000 ? default : synchronously ? throw refused : ValueTask.FromException(refused),
        };
        var started = Stopwatch.GetTimestamp();
        var thrown = await Assert.ThrowsAsync<IOException>(async () => await node.ExecuteAsync(
            Sql.Read("select generate_series(1, 1000000000) /* refused by the sink */", PositionDemand.After), sink, Token));
        Assert.Same(refused, thrown);
        await shared.Primary.WaitForEndedAsync("refused by the sink */");
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, AtOnce);
        Assert.Equal(1000, sink.RowCount);
        Assert.Equal("1", await node.SingleAsync(Sql.Read("select 1")));
    }

    [Theory]
    [InlineData(PositionDemand.None)]
    [InlineData(PositionDemand.After)]
    [InlineData(PositionDemand.Before | PositionDemand.After)]
    public async Task Read_ErrorAmongTheRows_LeavesThePoolInStep(PositionDemand demand)
    {
        await using var node = Node.Open(shared.FirstReplica, configure: options => options with { MaxConnections = 1 });
        var reached = (await node.ProbeAsync(Token)).Reached;
        var sink = new RecordingSink();
        var error = await node.FailAsync(
            Sql.Read("select 1 / (5000 - n) from generate_series(1, 10000) n", demand) with { MustCover = reached }, sink);
        Assert.Equal((EngineErrorKind.SqlError, "22012"), (error.Kind, error.SqlState));
        Assert.Equal(4999, sink.RowCount);
        for (var i = 0; i < 200; i++)
        {
            var read = Sql.Read("select $1::int, 'x'", demand) with { MustCover = reached };
            var next = new RecordingSink();
            var result = await node.ExecuteAsync(read.With(new StatementParameter($"{i}", ParameterKind.Number)), next, Token);
            Assert.Equal([$"{i}", "x"], Assert.Single(next.Rows));
            Assert.Equal(demand.HasFlag(PositionDemand.After), result.Position is not null);
        }
    }

    [Fact]
    public async Task Read_ServersTimeLimit_IsTimedOut()
    {
        await using var node = Node.Open(
            shared.Primary, configure: options => options with { StatementTimeout = TimeSpan.FromMilliseconds(200) });
        var error = await node.FailAsync(Sql.Read("select pg_sleep(60)"));
        Assert.Equal((EngineErrorKind.TimedOut, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal("57014", error.SqlState);
    }

    [Fact]
    public async Task Read_ReplayNeedsWhatItReads_IsARecoveryConflict()
    {
        await shared.Primary.ExecuteAsync(
            "create table if not exists conflicting (id int); grant all on conflicting to public", Token);
        await shared.Cluster.WaitForReplayAsync(shared.FirstReplica, Token);
        await shared.FirstReplica.ExecuteAsync("alter system set max_standby_streaming_delay = '50ms'", Token);
        await shared.FirstReplica.ExecuteAsync("select pg_reload_conf()", Token);
        try
        {
            await using var node = Node.Open(shared.FirstReplica);
            var reading = node.FailAsync(Sql.Read("select pg_sleep(60) /* conflicts */ from (select count(*) from conflicting) c"));
            await shared.FirstReplica.WaitForRunningAsync("conflicts */ from");
            await shared.Primary.ExecuteAsync("truncate conflicting", Token);
            var error = await reading;
            Assert.Equal((EngineErrorKind.RecoveryConflict, "40001"), (error.Kind, error.SqlState));
            Assert.Equal(StatementOutcome.NotApplied, error.Outcome);
        }
        finally
        {
            await shared.FirstReplica.ExecuteAsync("alter system reset max_standby_streaming_delay", Token);
            await shared.FirstReplica.ExecuteAsync("select pg_reload_conf()", Token);
        }
    }

    [Fact]
    public async Task Execute_NoConnectionBecomesFree_IsPoolExhausted()
    {
        await using var node = Node.Open(
            shared.Primary,
            configure: options => options with { MaxConnections = 1, ConnectTimeout = TimeSpan.FromSeconds(1) });
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var holding = node.FailCancelledAsync(Sql.Read("select pg_sleep(60) /* holds the pool */"), cancelled.Token);
        await shared.Primary.WaitForRunningAsync("holds the pool */");

        var error = await node.FailAsync(Sql.Read("select 1"));
        Assert.Equal((EngineErrorKind.PoolExhausted, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await cancelled.CancelAsync();
        await holding;
    }

    [Fact]
    public async Task Execute_NothingListens_IsUnreachable()
    {
        var relay = shared.Cluster.OpenRelay(shared.Primary);
        relay.Cut();
        await using var node = Node.Open(shared.Primary, relay);
        var error = await node.FailAsync(Sql.Write("create table never (id int)"));
        Assert.Equal((EngineErrorKind.Unreachable, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.DoesNotContain("127.0.0.1", error.Message, StringComparison.Ordinal);
    }
}
