using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Execution;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Tests.Nodes;

namespace CausalGateway.Engines.MySql.Tests.Execution;

/// <summary>One watch serves one statement after the other, and none of them feels what was meant for another.</summary>
public sealed class StatementWatchReuseTests
{
    private static readonly ConnectionTarget Nowhere = new() { Host = "", Port = 0, User = "" };
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_LateCallForTheStatementBefore_EndsNothing()
    {
        var time = new ManualTime();
        await using var watch = Watch(time);
        watch.Start(Limit, Token);
        time.Elapse(Limit);
        Assert.True(await watch.FinishAsync());
        watch.Start(Limit, Token);

        time.CallTimer();

        Assert.True(await watch.FinishAsync());
        Assert.Equal(StatementEnd.None, watch.End);
    }

    [Fact]
    public async Task Finish_TokenComesAfterwards_NextStatementIsNotTouched()
    {
        await using var watch = Watch(new ManualTime());
        using var cancelled = new CancellationTokenSource();
        watch.Start(Limit, cancelled.Token);
        Assert.True(await watch.FinishAsync());
        watch.Start(Limit, Token);

        await cancelled.CancelAsync();

        Assert.True(await watch.FinishAsync());
    }

    [Fact]
    public async Task Start_TokenComes_StatementIsEndedAndTheConnectionSpoilt()
    {
        await using var watch = Watch(new ManualTime());
        using var cancelled = new CancellationTokenSource();
        watch.Start(Limit, cancelled.Token);

        await cancelled.CancelAsync();

        Assert.False(await watch.FinishAsync());
        Assert.Equal(StatementEnd.Caller, watch.End);
    }

    private static StatementWatch Watch(TimeProvider time) =>
        new(new FakeConnection(), new StatementKiller(new NoConnector(), Nowhere, TimeProvider.System), time);

    private sealed class NoConnector : IServerConnector
    {
        public ValueTask<IServerConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken) =>
            throw new DriverException(DriverFailure.Unreachable, "nowhere");
    }

    /// <summary>A clock and one timer, each moved by hand.</summary>
    private sealed class ManualTime : TimeProvider, ITimer
    {
        private long _now;
        private TimerCallback _callback = static _ => { };
        private object? _state;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Elapse(TimeSpan time) => _now += time.Ticks;

        public void CallTimer() => _callback(_state);

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
