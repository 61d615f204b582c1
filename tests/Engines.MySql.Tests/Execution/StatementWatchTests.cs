using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Execution;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Execution;

/// <summary>The watch over one statement's time.</summary>
public sealed class StatementWatchTests
{
    /// <summary>A timer may come before the clock says so; the limit holds all the same.</summary>
    [Fact]
    public async Task Start_TimerComesEarly_TheLimitStillEndsTheStatement()
    {
        var time = new EarlyTime();
        var target = new ConnectionTarget { Host = "nowhere", Port = 1, User = "", Password = "" };
        await using var watch = new StatementWatch(new ScriptedConnection([]), new StatementKiller(new NoConnector(), target, time), time);
        var ended = new TaskCompletionSource();
        await using var registration = watch.Abort.Register(ended.SetResult);

        watch.Start(TimeSpan.FromMilliseconds(50), CancellationToken.None);

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(StatementEnd.TimeLimit, watch.End);
        Assert.False(await watch.FinishAsync());
        Assert.True(time.CameEarly);
    }

    /// <summary>Fires the first call that is asked of a timer at once, and the others when they are due.</summary>
    private sealed class EarlyTime : TimeProvider
    {
        public bool CameEarly { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new EarlyTimer(this, System.CreateTimer(callback, state, dueTime, period));

        private sealed class EarlyTimer(EarlyTime time, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                var early = !time.CameEarly && dueTime != Timeout.InfiniteTimeSpan;
                time.CameEarly |= early;
                return timer.Change(early ? TimeSpan.Zero : dueTime, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    private sealed class NoConnector : IServerConnector
    {
        public ValueTask<IServerConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken) =>
            throw new DriverException(DriverFailure.Unreachable, "Nobody is there.");
    }
}
