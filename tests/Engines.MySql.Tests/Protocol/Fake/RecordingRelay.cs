using System.Net;
using System.Net.Sockets;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>Stands between a client and a real server for one connection, and keeps what the server says.</summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<byte> _recorded = [];
    private readonly Task _relaying;

    public RecordingRelay(int serverPort)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _relaying = RelayAsync(serverPort);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>All that the server said, once the client has closed its connection.</summary>
    public async Task<byte[]> CompleteAsync()
    {
        await _relaying.WaitAsync(TestContext.Current.CancellationToken);
        return [.. _recorded];
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        try
        {
            await _relaying;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Nobody came, or somebody went in the middle.
        }
    }

    private async Task RelayAsync(int serverPort)
    {
        using var client = await _listener.AcceptAsync();
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, serverPort);
        await Task.WhenAll(PumpAsync(client, server, recorded: null), PumpAsync(server, client, _recorded));
    }

    private static async Task PumpAsync(Socket from, Socket to, List<byte>? recorded)
    {
        var buffer = new byte[16 * 1024];
        while (await ReceiveAsync(from, buffer) is > 0 and var length)
        {
            recorded?.AddRange(buffer.AsSpan(0, length));
            await to.SendAsync(buffer.AsMemory(0, length));
        }

        to.Shutdown(SocketShutdown.Send);
    }

    /// <summary>A side that breaks off has ended too.</summary>
    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
