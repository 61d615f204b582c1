using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>
/// Stands before a server and hands out process ids of its own, as connection poolers do: it changes the first
/// BackendKeyData message of each connection (manual, 55.7).
/// </summary>
internal sealed class ForgedKeyProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private readonly int _targetPort;

    public ForgedKeyProxy(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(RelayAsync(await _listener.AcceptAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _targetPort, _stop.Token);
                await Task.WhenAny(PumpAsync(client, server, forge: false), PumpAsync(server, client, forge: true));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Either side is gone.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool forge)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var length)
            {
                // 'K', length 12, process id, secret: all in one piece with ReadyForQuery.
                var key = forge ? buffer.AsSpan(0, length).IndexOf("K\0\0\0\f"u8) : -1;
                if (key >= 0)
                {
                    BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(key + 5), 999_999);
                    forge = false;
                }

                await to.SendAsync(buffer.AsMemory(0, length), _stop.Token);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side is gone.
        }
    }
}
