using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Topology;

/// <summary>
/// Probes one server for as long as the gateway runs: now and then while nobody waits, in quick succession while somebody
/// does. Where a server can wait for a position itself, it is asked to, so that most of those probes are not needed. What it
/// costs grows with servers, never with requests.
/// </summary>
internal sealed class ServerWatcher(
    Server server, EngineCapabilities capabilities, WatchIntervals intervals, TimeProvider time,
    Action<Server, long, bool> observed)
{
    /// <summary>How long a server is asked to wait: a wait that nobody is interested in any more holds its connection no longer.</summary>
    private static readonly TimeSpan LongestServerWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private TaskCompletionSource _wake = NewSignal();

    /// <summary>The wait that the server does for us, or a completed task. It tells when to probe, and proves nothing.</summary>
    private Task _serverWait = Task.CompletedTask;

    /// <summary>What the server has last stopped waiting for: if that was not enough, asking again would not be either.</summary>
    private ReplicationPosition? _served;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wake = Volatile.Read(ref _wake);
            await ProbeAsync(stopping);
            var pause = ReleaseWaiters() is { } awaited
                ? PauseForWaitersAsync(awaited, wake, stopping)
                : PauseAsync(intervals.Idle, wake, null, stopping);
            await pause;
        }

        await _serverWait;
    }

    /// <summary>
    /// Waits until the server covers <paramref name="dependency"/>; false if <paramref name="cancellationToken"/> came first.
    /// </summary>
    public async ValueTask<bool> WaitAsync(CausalDependency dependency, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(dependency);
        lock (_lock)
        {
            _waiters.Add(waiter);
        }

        Wake();
        try
        {
            await waiter.Covered.Task.WaitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Asks for a probe now.</summary>
    public void Wake()
    {
        Volatile.Read(ref _wake).TrySetResult();
    }

    private async Task ProbeAsync(CancellationToken stopping)
    {
        var askedAt = time.GetTimestamp();
        try
        {
            var status = await server.Client.ProbeAsync(stopping);
            observed(server, askedAt, server.Observe(status));
        }
        catch (EngineException e)
        {
            observed(server, askedAt, server.ObserveFailure(e.Message));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    /// <summary>
    /// Lets those go who waited for what has been reached; the position that was asked for first by those who still wait on a
    /// living server, or null if nobody does.
    /// </summary>
    private ReplicationPosition? ReleaseWaiters()
    {
        var observation = server.Observation;
        lock (_lock)
        {
            foreach (var waiter in _waiters)
            {
                if (observation.Healthy && observation.Covers(waiter.Dependency))
                {
                    waiter.Covered.TrySetResult();
                }
            }

            _waiters.RemoveAll(static waiter => waiter.Covered.Task.IsCompleted);
            return _waiters.Count > 0 && observation.Healthy ? _waiters[0].Dependency.Position : null;
        }
    }

    private Task PauseForWaitersAsync(ReplicationPosition awaited, TaskCompletionSource wake, CancellationToken stopping)
    {
        if (!capabilities.WaitsForPositions)
        {
            return PauseAsync(intervals.Fast, wake, null, stopping);
        }

        if (_serverWait.IsCompleted && !awaited.Equals(_served))
        {
            // Even if that has ended already, a probe comes next: what ended is no pause.
            _serverWait = WaitOnServerAsync(awaited, stopping);
            return PauseAsync(intervals.Waiting, wake, _serverWait, stopping);
        }

        return PauseAsync(intervals.Waiting, wake, _serverWait.IsCompleted ? null : _serverWait, stopping);
    }

    private async Task WaitOnServerAsync(ReplicationPosition awaited, CancellationToken stopping)
    {
        try
        {
            await server.Client.WaitForAsync(awaited, LongestServerWait, stopping);
        }
        catch (EngineException)
        {
            // The next probe finds out what is the matter.
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The gateway stops.
        }

        _served = awaited;
    }

    /// <summary>Until the pause is over, somebody wakes the watcher, the server has waited enough, or the gateway stops.</summary>
    private async Task PauseAsync(TimeSpan pause, TaskCompletionSource wake, Task? serverWait, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var timer = Task.Delay(pause, time, ended.Token);
        await (serverWait is null ? Task.WhenAny(timer, wake.Task) : Task.WhenAny(timer, wake.Task, serverWait));
        await ended.CancelAsync();
        if (wake.Task.IsCompleted)
        {
            Interlocked.CompareExchange(ref _wake, NewSignal(), wake);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Waiter(CausalDependency dependency)
    {
        public CausalDependency Dependency => dependency;

        public TaskCompletionSource Covered { get; } = NewSignal();
    }
}
