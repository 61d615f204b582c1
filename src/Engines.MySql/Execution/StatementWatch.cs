using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>
/// Ends the statement on one connection when the caller's token comes or its time is up: first by KILL QUERY, so that the
/// server says how it ended; if it does not answer, by closing the connection. One a connection; used again for each statement.
/// </summary>
/// <remarks>
/// A connection whose statement was ended is never used again: the KILL may come late, and would hit the next one.
/// </remarks>
internal sealed class StatementWatch : IAsyncDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Ended = 2;

    /// <summary>How long a killed statement may take to tell how it ended. Rolling back takes as long as what it undoes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>What is left to the server's own limit to come first.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    /// <summary>A timer's finest step.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly IServerConnection _connection;
    private readonly StatementKiller _killer;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly ITimer _timer;
    private CancellationTokenRegistration _registration;
    private TimeSpan _limit;
    private long _started;
    private readonly Lock _lock = new();
    private int _state;
    private Task _ending = Task.CompletedTask;

    public StatementWatch(IServerConnection connection, StatementKiller killer, TimeProvider time)
    {
        _connection = connection;
        _killer = killer;
        _time = time;
        _timer = time.CreateTimer(static state => ((StatementWatch)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Who ended the statement.</summary>
    public StatementEnd End { get; private set; }

    /// <summary>Comes when the statement has to end: for handing out rows, which must stop at once.</summary>
    public CancellationToken Stop => _ended.Token;

    /// <summary>Comes when the server has not told in time how the statement ended: for reading its answer.</summary>
    public CancellationToken Abort => _aborted.Token;

    /// <summary>Starts to watch a statement.</summary>
    public void Start(TimeSpan statementTimeout, CancellationToken cancellationToken)
    {
        _started = _time.GetTimestamp();
        _limit = statementTimeout + Margin;
        _state = Running;
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        _registration = cancellationToken.UnsafeRegister(static state => ((StatementWatch)state!).EndStatement(StatementEnd.Caller), this);
    }

    /// <summary>Stops watching; whether the connection may be used again.</summary>
    public async ValueTask<bool> FinishAsync()
    {
        // Waits for a callback that is just running: it must not see the next statement.
        await _registration.DisposeAsync();
        lock (_lock)
        {
            if (_state == Running)
            {
                _state = Idle;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return true;
            }
        }

        await _ending;
        return false;
    }

    /// <summary>Ends on the server what runs on the connection, which must not be used again.</summary>
    public Task KillAsync() => _killer.KillAsync(_connection.ThreadId);

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        _ended.Dispose();
        _aborted.Dispose();
    }

    private void OnTimer()
    {
        if (End != StatementEnd.None)
        {
            _aborted.Cancel();
            return;
        }

        lock (_lock)
        {
            if (_state != Running)
            {
                return;
            }

            var left = _limit - _time.GetElapsedTime(_started);
            if (left <= TimeSpan.Zero)
            {
                EndStatement(StatementEnd.TimeLimit);
                return;
            }

            // The late call for the statement before, or one that came early: timers count in coarser steps than clocks.
            _timer.Change(left + Step, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndStatement(StatementEnd by)
    {
        lock (_lock)
        {
            if (_state == Running)
            {
                _state = Ended;
                End = by;
                _ending = EndAsync();
            }
        }
    }

    private async Task EndAsync()
    {
        await Task.Yield();
        var killing = _killer.KillAsync(_connection.ThreadId);
        await _ended.CancelAsync();
        if (await killing)
        {
            _timer.Change(Grace, Timeout.InfiniteTimeSpan);
        }
        else
        {
            await _aborted.CancelAsync();
        }
    }
}
