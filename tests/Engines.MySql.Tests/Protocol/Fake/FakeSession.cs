namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>A client that has logged in.</summary>
internal sealed class FakeSession(FakePeer peer, ClientHandshake client)
{
    /// <summary>The connection.</summary>
    public FakePeer Peer => peer;

    /// <summary>What the client said when it logged in.</summary>
    public ClientHandshake Client => client;

    /// <summary>Whether results end in EOF packets.</summary>
    public bool Eof => !client.Capabilities.HasFlag(Capability.DeprecateEof);

    /// <summary>Lets a client in that has no password.</summary>
    public static async Task<FakeSession> AcceptAsync(FakePeer peer, Handshake? handshake = null)
    {
        var session = await GreetAsync(peer, handshake);
        await peer.WritePacketAsync(Packets.Ok());
        return session;
    }

    /// <summary>Sends the handshake and reads the client's answer.</summary>
    public static async Task<FakeSession> GreetAsync(FakePeer peer, Handshake? handshake = null)
    {
        handshake ??= Handshake.MySql;
        await peer.WritePacketAsync(handshake.ToPacket());
        return new FakeSession(peer, ClientHandshake.Read(await peer.ReadPacketAsync(), handshake.Capabilities));
    }

    /// <summary>The next command. Its answer begins with the packet number behind it.</summary>
    public Task<byte[]> ReadCommandAsync() => peer.ReadPacketAsync();

    /// <summary>Reads a command and answers it.</summary>
    public async Task AnswerAsync(params byte[][] packets)
    {
        await ReadCommandAsync();
        await WriteAsync(packets);
    }

    public async Task WriteAsync(params byte[][] packets)
    {
        foreach (var packet in packets)
        {
            await peer.WritePacketAsync(packet);
        }
    }
}
