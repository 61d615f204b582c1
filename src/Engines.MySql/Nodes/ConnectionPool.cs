using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Errors;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>The connections to one server for one database and one purpose. Thread-safe.</summary>
/// <param name="opener">Opens and resets them.</param>
/// <param name="maximum">The most there may be.</param>
/// <param name="longestWait">How long a caller waits for one.</param>
/// <param name="time">The clock.</param>
/// <remarks>
/// Idle connections are taken in the order last in, first out, so that those that are not needed grow old and are closed.
/// Callers who wait are served in the order in which they came, before any who come later.
/// </remarks>
internal sealed class ConnectionPool(IConnectionOpener opener, int maximum, TimeSpan longestWait, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A connection that was idle for longer is asked whether it still lives: the server, or something between, may have ended it.</summary>
    private static readonly TimeSpan TrustedIdle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly List<PooledConnection> _idle = [];

    /// <summary>Who waits. A connection is handed over, or null: then the place of one, to be opened by who waits.</summary>
    private readonly Queue<TaskCompletionSource<PooledConnection?>> _waiting = new();

    private ITimer? _pruning;
    private int _open;
    private bool _disposed;

    /// <summary>How many connections there are, idle or not.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open;
            }
        }
    }

    /// <summary>A connection that is alive as far as can be told.</summary>
    /// <exception cref="EngineException">None can be had.</exception>
    public ValueTask<PooledConnection> RentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var idle = TakeIdle();
        return idle is { IsReusable: true } && IsTrusted(idle) && opener.IsCurrent(idle)
            ? new ValueTask<PooledConnection>(idle)
            : RentSlowlyAsync(idle, cancellationToken);
    }

    /// <summary>Takes a connection back.</summary>
    public void Return(PooledConnection connection)
    {
        if (!connection.IsReusable || !opener.IsCurrent(connection))
        {
            _ = DropAsync(connection);
        }
        else if (connection.NeedsReset || connection.Connection.InTransaction)
        {
            _ = ResetAsync(connection);
        }
        else
        {
            Keep(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<PooledConnection> idle;
        lock (_lock)
        {
            _disposed = true;
            idle = [.. _idle];
            _idle.Clear();
            _open -= idle.Count;
            _pruning?.Dispose();
            while (_waiting.TryDequeue(out var waiting))
            {
                waiting.TrySetException(new ObjectDisposedException(nameof(ConnectionPool)));
            }
        }

        foreach (var connection in idle)
        {
            await connection.CloseAsync();
        }
    }

    private PooledConnection? TakeIdle()
    {
        lock (_lock)
        {
            return TakeIdleLocked();
        }
    }

    private PooledConnection? TakeIdleLocked()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var last = _idle.Count > 0 ? _idle[^1] : null;
        if (last is not null)
        {
            _idle.RemoveAt(_idle.Count - 1);
        }

        return last;
    }

    private bool IsTrusted(PooledConnection connection) => time.GetElapsedTime(connection.IdleSince) < TrustedIdle;

    private async ValueTask<PooledConnection> RentSlowlyAsync(PooledConnection? taken, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var connection = taken ?? await WaitAsync(started, cancellationToken);
            taken = null;
            if (connection is null)
            {
                return await OpenAsync(cancellationToken);
            }

            if (opener.IsCurrent(connection) && await connection.IsAliveAsync(IsTrusted(connection), time))
            {
                return connection;
            }

            // Its place is kept for the next attempt only if nobody waits for one longer.
            await DropAsync(connection);
            taken = TakeIdle();
        }
    }

    /// <summary>An idle connection, or null for a place to open one in.</summary>
    private async ValueTask<PooledConnection?> WaitAsync(long started, CancellationToken cancellationToken)
    {
        TaskCompletionSource<PooledConnection?> waiting;
        lock (_lock)
        {
            if (TakeIdleLocked() is { } idle)
            {
                return idle;
            }

            if (_open < maximum)
            {
                _open++;
                return null;
            }

            waiting = new TaskCompletionSource<PooledConnection?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiting);
        }

        var left = longestWait - time.GetElapsedTime(started);
        try
        {
            return await waiting.Task.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            if (waiting.TrySetCanceled(CancellationToken.None))
            {
                throw e is TimeoutException
                    ? new EngineException(EngineErrorKind.PoolExhausted, "No connection became free in time.", e)
                    : new OperationCanceledException(cancellationToken);
            }

            // It came at the very last moment.
            return await waiting.Task;
        }
    }

    private async ValueTask<PooledConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await opener.OpenAsync(this, cancellationToken);
        }
        catch (Exception e)
        {
            ReleasePlace();
            throw e is OperationCanceledException && cancellationToken.IsCancellationRequested ? e : MySqlErrors.WhileOpening(e);
        }
    }

    private async Task ResetAsync(PooledConnection connection)
    {
        try
        {
            await opener.ResetAsync(connection);
            connection.NeedsReset = false;
        }
        catch (Exception e) when (e is DriverException or ServerErrorException or OperationCanceledException)
        {
            await DropAsync(connection);
            return;
        }

        Keep(connection);
    }

    private void Keep(PooledConnection connection)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                connection.IdleSince = time.GetTimestamp();
                while (_waiting.TryDequeue(out var waiting))
                {
                    if (waiting.TrySetResult(connection))
                    {
                        return;
                    }
                }

                _idle.Add(connection);
                _pruning ??= time.CreateTimer(static pool => ((ConnectionPool)pool!).Prune(), this, LongestIdle, LongestIdle);
                return;
            }
        }

        _ = DropAsync(connection);
    }

    private async Task DropAsync(PooledConnection connection)
    {
        ReleasePlace();
        await connection.CloseAsync();
    }

    /// <summary>Gives the place of a connection to who waits for one, if anybody does.</summary>
    private void ReleasePlace()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var waiting))
            {
                if (waiting.TrySetResult(null))
                {
                    return;
                }
            }

            _open--;
        }
    }

    /// <summary>Closes what has not been needed for long.</summary>
    private void Prune()
    {
        List<PooledConnection> old = [];
        lock (_lock)
        {
            for (var i = _idle.Count - 1; i >= 0; i--)
            {
                if (time.GetElapsedTime(_idle[i].IdleSince) >= LongestIdle || !opener.IsCurrent(_idle[i]))
                {
                    old.Add(_idle[i]);
                    _idle.RemoveAt(i);
                }
            }
        }

        foreach (var connection in old)
        {
            _ = DropAsync(connection);
        }
    }
}
