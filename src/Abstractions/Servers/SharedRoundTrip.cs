namespace CausalGateway.Abstractions;

/// <summary>
/// Lets any number of callers share one round trip that starts after each of them called: at most one runs, and one more
/// waits to serve everybody who came meanwhile. Thread-safe.
/// </summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="run">Makes one round trip. What it throws, all who share it get.</param>
/// <remarks>For <see cref="INodeClient.ProbeAsync"/>, whose cost must not grow with its callers.</remarks>
public sealed class SharedRoundTrip<T>(Func<Task<T>> run)
{
    private readonly Lock _lock = new();
    private Task<T>? _running;
    private Task<T>? _next;

    /// <summary>The answer of a round trip that started after this call.</summary>
    /// <param name="cancellationToken">Ends the wait for it, not the round trip, which others may share.</param>
    public Task<T> RunAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_running is null)
            {
                _running = StartAsync();
                return _running.WaitAsync(cancellationToken);
            }

            _next ??= AfterAsync(_running);
            return _next.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> AfterAsync(Task<T> running)
    {
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<T> own;
        lock (_lock)
        {
            // Whoever calls from here on did not call before this round trip: they queue for one of their own.
            _running = _next;
            _next = null;
            own = StartAsync();
        }

        return await own;
    }

    private async Task<T> StartAsync()
    {
        try
        {
            await Task.Yield();
            return await run();
        }
        finally
        {
            lock (_lock)
            {
                if (_next is null)
                {
                    _running = null;
                }
            }
        }
    }
}
