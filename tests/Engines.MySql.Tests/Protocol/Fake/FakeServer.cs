using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>
/// Listens on the loopback interface and does to each connection what the test's script says. When the script has ended, the
/// connection does.
/// </summary>
internal sealed class FakeServer : IAsyncDisposable
{
    /// <summary>No conversation takes that long, unless each side waits for the other.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new(Deadline);
    private readonly Func<FakePeer, Task> _script;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private volatile bool _isDisposing;

    private FakeServer(Func<FakePeer, Task> script)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>Somebody who goes as far as a login can go without encryption, to a server that is not named.</summary>
    public static ConnectionTarget AnyTarget { get; } = new()
    {
        Host = "127.0.0.1",
        Port = 0,
        User = "app",
        Password = "pässword",
        Tls = TlsMode.None,
        AllowPublicKeyRetrieval = true,
    };

    /// <summary>Where it is, for a client that does not ask for encryption.</summary>
    public ConnectionTarget Target => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port,
        User = "app",
        Tls = TlsMode.None,
    };

    /// <summary>A server that does to each connection what the script says.</summary>
    public static FakeServer Start(Func<FakePeer, Task> script) => new(script);

    /// <summary>A server that lets each client in, and then does what the script says.</summary>
    public static FakeServer StartBehindLogin(Func<FakeSession, Task> script, Handshake? handshake = null) =>
        new(async peer => await script(await FakeSession.AcceptAsync(peer, handshake)));

    /// <summary>A server that lets each client in, and answers the first command with these packets.</summary>
    public static FakeServer Answering(params byte[][] packets) => StartBehindLogin(session => session.AnswerAsync(packets));

    /// <summary>Fails if a script did, other than by a client that went.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposing = true;
        _listener.Dispose();
        await _accepting;
        using (_stop)
        {
            _stop.CancelAfter(TimeSpan.FromSeconds(5));
            await Task.WhenAll(_connections);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptAsync()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var peer = new FakePeer(socket, _stop.Token);
        try
        {
            await _script(peer);
            await peer.CloseAsync();
        }
        catch (Exception e) when (IsOver(e))
        {
            // The client is gone, or the test is over.
            if (_stop.IsCancellationRequested && !_isDisposing)
            {
                throw new TimeoutException($"The script and the client waited for each other for {Deadline}.", e);
            }
        }
        catch (Exception e)
        {
            peer.Reset();
            ExceptionDispatchInfo.Throw(e);
        }
    }

    private static bool IsOver(Exception e) =>
        e is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException;
}
