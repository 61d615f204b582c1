using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>The server's end of one connection: packets with their numbers, or bytes as the script wants them.</summary>
internal sealed class FakePeer(Socket socket, CancellationToken stop) : IAsyncDisposable
{
    /// <summary>The largest payload that is not continued in a further packet.</summary>
    public const int MaxPayload = 0xFF_FFFF;

    private Stream _stream = new NetworkStream(socket, ownsSocket: false);

    /// <summary>Ends when the test is over.</summary>
    public CancellationToken Stop => stop;

    /// <summary>The number of the next packet.</summary>
    public byte Sequence { get; set; }

    /// <summary>The parts that the last packet read came in, by their lengths.</summary>
    public List<int> Parts { get; } = [];

    /// <summary>Every byte that came from the client, as long as it was not encrypted.</summary>
    public List<byte> Received { get; } = [];

    /// <summary>The payload of the next packet, put together from its parts. Their numbers must be in order.</summary>
    public async Task<byte[]> ReadPacketAsync()
    {
        var payload = Array.Empty<byte>();
        Parts.Clear();
        byte[] part;
        do
        {
            var header = await ReadAsync(4);
            Sequence = (byte)(Parts.Count == 0 ? header[3] : Sequence);
            Assert.Equal(Sequence, header[3]);
            Sequence++;
            part = await ReadAsync(header[0] | header[1] << 8 | header[2] << 16);
            Parts.Add(part.Length);
            payload = payload.Length == 0 ? part : [.. payload, .. part];
        }
        while (part.Length == MaxPayload);

        return payload;
    }

    /// <summary>Writes a packet with the next number, in parts if it is as long as that.</summary>
    public async Task WritePacketAsync(byte[] payload)
    {
        var position = 0;
        int length;
        do
        {
            length = Math.Min(payload.Length - position, MaxPayload);
            await WriteAsync([(byte)length, (byte)(length >> 8), (byte)(length >> 16), Sequence++]);
            await WriteAsync(payload.AsMemory(position, length));
            position += length;
        }
        while (length == MaxPayload);
    }

    public ValueTask WriteAsync(byte[] bytes) => WriteAsync(bytes.AsMemory());

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, stop);
        await _stream.FlushAsync(stop);
    }

    /// <summary>Writes past the encryption.</summary>
    public async Task WriteUnencryptedAsync(byte[] bytes) => await socket.SendAsync(bytes, stop);

    /// <summary>Encrypts what follows, as a server does behind the client's request for it.</summary>
    public async Task StartTlsAsync(X509Certificate2 certificate)
    {
        var encrypted = new SslStream(_stream);
        await encrypted.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
        _stream = encrypted;
    }

    /// <summary>
    /// Ends the server's side, and reads until the client has ended its own: a socket closed over unread bytes would take
    /// back what was sent.
    /// </summary>
    public async Task CloseAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, stop) is > 0 and var length)
        {
            Received.AddRange(buffer.AsSpan(0, length));
        }
    }

    /// <summary>Breaks the connection.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    /// <summary>Says nothing more, until the client goes.</summary>
    public async Task FallSilentAsync()
    {
        var buffer = new byte[4096];
        while (await _stream.ReadAsync(buffer, stop) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        socket.Dispose();
    }

    private async Task<byte[]> ReadAsync(int length)
    {
        var bytes = new byte[length];
        await _stream.ReadExactlyAsync(bytes, stop);
        if (_stream is NetworkStream)
        {
            Received.AddRange(bytes);
        }

        return bytes;
    }
}
