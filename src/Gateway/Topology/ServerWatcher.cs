using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Topology;

/// <summary>
/// Probes one server for as long as the gateway runs: now and then while nobody waits, in quick succession while somebody
/// does. What it costs grows with servers, never with requests.
/// </summary>
internal sealed class ServerWatcher(Server server, WatchIntervals intervals, TimeProvider time, Action<Server, long, bool> observed)
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private TaskCompletionSource _wake = NewSignal();

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wake = Volatile.Read(ref _wake);
            await ProbeAsync(stopping);
            var pause = ReleaseWaiters() ? intervals.Fast : intervals.Idle;
            await PauseAsync(pause, wake, stopping);
        }
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

    /// <summary>Lets those go who waited for what has been reached; true if others are still waiting on a living server.</summary>
    private bool ReleaseWaiters()
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
            return _waiters.Count > 0 && observation.Healthy;
        }
    }

    private async Task PauseAsync(TimeSpan pause, TaskCompletionSource wake, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var timer = Task.Delay(pause, time, ended.Token);
        await Task.WhenAny(timer, wake.Task);
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
