using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CausalGateway.LocalCluster.Links;

/// <summary>One connection through a relay: two pumps that obey its cuts and its delay.</summary>
internal sealed class RelayedConnection(Relay relay, Socket client) : IDisposable
{
    private const int ChunkSize = 64 * 1024;
    private const int ChunksOnTheWay = 64;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _reset = new();

    /// <summary>
    /// Carries bytes until both sides have said all, one of them breaks, or the connection is reset. Never throws.
    /// </summary>
    public async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            client.NoDelay = true;
            await relay.Flows.WaitAsync(_reset.Token);
            await _server.ConnectAsync(IPAddress.Loopback, relay.TargetPort, _reset.Token);
            await Task.WhenAll(PumpAsync(client, _server), PumpAsync(_server, client));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side is gone: the other one is told by a reset below.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Breaks both sides with a TCP reset. May be called at any time, and twice.</summary>
    public void Dispose()
    {
        _reset.Cancel();
        foreach (var socket in (Socket[])[client, _server])
        {
            // Closing with no time to linger sends RST.
            socket.Close(0);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var onTheWay = Channel.CreateBounded<Chunk>(ChunksOnTheWay);
        try
        {
            await Task.WhenAll(ReceiveAsync(from, onTheWay.Writer), SendAsync(onTheWay.Reader, to));
        }
        catch
        {
            // One direction is broken, so the connection is; the other pump must not wait for what never comes.
            Dispose();
            throw;
        }
    }

    private async Task ReceiveAsync(Socket from, ChannelWriter<Chunk> onTheWay)
    {
        var buffer = new byte[ChunkSize];
        try
        {
            int length;
            do
            {
                length = await from.ReceiveAsync(buffer, _reset.Token);
                await onTheWay.WriteAsync(new Chunk(buffer[..length], TimeProvider.System.GetTimestamp()), _reset.Token);
            }
            while (length > 0);
        }
        finally
        {
            onTheWay.TryComplete();
        }
    }

    private async Task SendAsync(ChannelReader<Chunk> onTheWay, Socket to)
    {
        await foreach (var chunk in onTheWay.ReadAllAsync(_reset.Token))
        {
            var left = relay.Delay - TimeProvider.System.GetElapsedTime(chunk.Received);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, TimeProvider.System, _reset.Token);
            }

            await relay.Flows.WaitAsync(_reset.Token);
            if (chunk.Bytes.Length == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            for (var sent = 0; sent < chunk.Bytes.Length;)
            {
                sent += await to.SendAsync(chunk.Bytes.AsMemory(sent), _reset.Token);
            }
        }
    }

    /// <summary>What was received at once, and when; no bytes are the sender's end.</summary>
    private readonly record struct Chunk(byte[] Bytes, long Received);
}
