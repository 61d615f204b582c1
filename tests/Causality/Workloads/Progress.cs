namespace CausalGateway.Causality.Workloads;

/// <summary>Counts the operations that have ended, and wakes those who wait for a number of them. Thread-safe.</summary>
internal sealed class Progress
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource<bool>, int> _waiting = new();
    private int _ended;
    private bool _over;

    /// <summary>One more operation has ended.</summary>
    public void Count()
    {
        lock (_lock)
        {
            _ended++;
            while (_waiting.TryPeek(out var waiter, out var due) && due <= _ended)
            {
                _waiting.Dequeue();
                waiter.TrySetResult(true);
            }
        }
    }

    /// <summary>There will be no more operations.</summary>
    public void End()
    {
        lock (_lock)
        {
            _over = true;
            while (_waiting.TryDequeue(out var waiter, out _))
            {
                waiter.TrySetResult(false);
            }
        }
    }

    /// <summary>Waits until so many more operations have ended; false if there are not so many.</summary>
    public Task<bool> AfterAsync(int operations, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_over)
            {
                return Task.FromResult(false);
            }

            _waiting.Enqueue(waiter, _ended + operations);
        }

        return waiter.Task.WaitAsync(cancellationToken);
    }
}
