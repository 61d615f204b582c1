namespace CausalGateway.Gateway.Pipeline;

/// <summary>Ends a request when its client goes away or its time is over, and remembers which it was.</summary>
internal sealed class RequestDeadline(TimeProvider time, CancellationToken clientGone) : IDisposable
{
    private CancellationTokenSource? _timer;
    private CancellationTokenSource? _linked;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _timer?.IsCancellationRequested == true;

    /// <summary>Starts the clock.</summary>
    public CancellationToken Start(TimeSpan limit)
    {
        _timer = new CancellationTokenSource(limit, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(clientGone, _timer.Token);
        return _linked.Token;
    }

    public void Dispose()
    {
        _linked?.Dispose();
        _timer?.Dispose();
    }
}
