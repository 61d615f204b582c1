using System.Net;
using System.Net.Sockets;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.Links;

/// <summary>
/// A TCP relay on loopback in front of a port: a network link that can be cut, healed and made slow. Thread-safe.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private const int MostAttempts = 5;

    private readonly Lock _gate = new();
    private readonly PortReservation _port = PortReservation.Take();
    private readonly HashSet<RelayedConnection> _connections = [];
    private readonly HashSet<Task> _running = [];
    private Socket? _listener;
    private CutMode? _cut;
    private TaskCompletionSource _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private Relay(int targetPort)
    {
        TargetPort = targetPort;
        _flows.SetResult();
    }

    /// <summary>The address to connect to.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>The port to connect to, the same while the relay lives.</summary>
    public int Port => _port.Port;

    /// <summary>The port on loopback that connections are relayed to.</summary>
    public int TargetPort { get; }

    /// <summary>How long everything takes longer, in each direction. Default: not at all.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether, and how, the link is cut.</summary>
    public CutMode? CutAs
    {
        get
        {
            lock (_gate)
            {
                return _cut;
            }
        }
    }

    /// <summary>How many connections are open.</summary>
    public int ConnectionCount
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

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

    /// <summary>
    /// Opens a relay in front of a port on loopback. While nothing listens there, connections are accepted and reset.
    /// </summary>
    public static Relay Open(int targetPort)
    {
        for (var attempt = 1; ; attempt++)
        {
            var relay = new Relay(targetPort);
            try
            {
                lock (relay._gate)
                {
                    relay.ListenLocked();
                }

                return relay;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < MostAttempts)
            {
                // A program that knows nothing of reservations was faster: another port will do.
                relay._listener!.Dispose();
                relay._port.Dispose();
            }
        }
    }

    /// <summary>Cuts the link. When it returns, nothing that is sent reaches the other side any more.</summary>
    public void Cut(CutMode mode = CutMode.Refuse)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _cut = mode;
            if (_flows.Task.IsCompleted)
            {
                _flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (mode == CutMode.Refuse)
            {
                _listener?.Dispose();
                _listener = null;
            }
            else if (_listener is null)
            {
                ListenLocked();
            }

            if (mode != CutMode.Stall)
            {
                ResetLocked();
            }
        }
    }

    /// <summary>Restores the link. Connections made into a black hole are reset, so that their owners try again.</summary>
    public void Heal()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_cut == CutMode.BlackHole)
            {
                ResetLocked();
            }

            if (_listener is null)
            {
                ListenLocked();
            }

            _cut = null;
            _flows.TrySetResult();
        }
    }

    /// <summary>Resets the open connections, once; attempts succeed at once.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            ResetLocked();
        }
    }

    /// <summary>Closes everything and returns once nothing of it runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _listener?.Dispose();
            ResetLocked();
            running = [.. _running];
        }

        await Task.WhenAll(running);
        _port.Dispose();
    }

    private void ListenLocked()
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        _listener.Listen();
        TrackLocked(AcceptAsync(_listener));
    }

    private void ResetLocked()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _connections.Clear();
    }

    /// <summary>Remembers what runs, so that disposal can await it, and forgets it when it has ended.</summary>
    private void TrackLocked(Task task)
    {
        _running.Add(task);
        _ = task.ContinueWith(
            ended =>
            {
                lock (_gate)
                {
                    _running.Remove(ended);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private async Task AcceptAsync(Socket listener)
    {
        await Task.Yield();
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The listener was closed: cut or disposed.
                return;
            }

            var connection = new RelayedConnection(this, client);
            lock (_gate)
            {
                if (listener != _listener || _disposed)
                {
                    connection.Dispose();
                    return;
                }

                _connections.Add(connection);
                TrackLocked(RunAsync(connection));
            }
        }
    }

    private async Task RunAsync(RelayedConnection connection)
    {
        await connection.RunAsync();
        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }
}
