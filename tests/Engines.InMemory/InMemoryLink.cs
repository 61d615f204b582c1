namespace CausalGateway.Engines.InMemory;

/// <summary>A client's way to a server, which can be cut. Thread-safe.</summary>
public sealed class InMemoryLink : IDisposable
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _connections = new();
    private bool _refuses;

    internal InMemoryLink(int port)
    {
        Port = port;
        _flows.SetResult();
    }

    /// <summary>The port by which an engine's options name it.</summary>
    public int Port { get; }

    /// <summary>Ends when the connections that are open now are reset.</summary>
    internal CancellationToken Connections
    {
        get
        {
            lock (_gate)
            {
                return _connections.Token;
            }
        }
    }

    internal bool Refuses
    {
        get
        {
            lock (_gate)
            {
                return _refuses;
            }
        }
    }

    /// <summary>Completes while anything gets through.</summary>
    internal Task Flows
    {
        get
        {
            lock (_gate)
            {
                return _flows.Task;
            }
        }
    }

    /// <summary>Resets what is open and refuses what is tried.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _refuses = true;
        }

        Reset();
    }

    /// <summary>Lets nothing through, in either direction, until it is healed; open connections stay.</summary>
    public void Stall()
    {
        lock (_gate)
        {
            if (_flows.Task.IsCompleted)
            {
                _flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Restores it.</summary>
    public void Heal()
    {
        lock (_gate)
        {
            _refuses = false;
            _flows.TrySetResult();
        }
    }

    /// <summary>Resets the open connections, once.</summary>
    public void Reset()
    {
        CancellationTokenSource broken;
        lock (_gate)
        {
            (broken, _connections) = (_connections, new CancellationTokenSource());
        }

        broken.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();
}
