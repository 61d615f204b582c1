using System.Buffers.Binary;
using System.Text;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>What a client answers to the handshake (HandshakeResponse41).</summary>
internal sealed record ClientHandshake
{
    /// <summary>The 32 bytes that a client sends before TLS begins are the head of the answer.</summary>
    public const int HeadLength = 32;

    public required Capability Capabilities { get; init; }

    public required uint MaxPacket { get; init; }

    public required byte Collation { get; init; }

    public string User { get; init; } = "";

    public byte[] Answer { get; init; } = [];

    public string? Database { get; init; }

    public string? Plugin { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the packet with the capabilities that both sides have.</summary>
    public static ClientHandshake Read(byte[] packet, Capability server)
    {
        var flags = (Capability)BinaryPrimitives.ReadUInt32LittleEndian(packet);
        if (!flags.HasFlag(Capability.LongPassword))
        {
            flags |= (Capability)((ulong)BinaryPrimitives.ReadUInt32LittleEndian(packet.AsSpan(28)) << 32);
        }

        Assert.Equal(Capability.None, flags & ~(server | Capability.LongPassword));
        var head = new ClientHandshake
        {
            Capabilities = flags,
            MaxPacket = BinaryPrimitives.ReadUInt32LittleEndian(packet.AsSpan(4)),
            Collation = packet[8],
        };
        if (packet.Length == HeadLength)
        {
            return head;
        }

        var reader = new PacketCursor(packet, HeadLength);
        var user = reader.Terminated();
        var answer = flags.HasFlag(Capability.PluginAuthLengthEncoded) ? reader.Blob() : reader.Bytes(reader.Byte());
        var database = flags.HasFlag(Capability.ConnectWithDb) ? reader.Terminated() : null;
        var plugin = flags.HasFlag(Capability.PluginAuth) ? reader.Terminated() : null;
        return head with
        {
            User = user,
            Answer = answer,
            Database = database,
            Plugin = plugin,
            Attributes = flags.HasFlag(Capability.ConnectAttributes) ? ReadAttributes(reader.Blob()) : head.Attributes,
        };
    }

    private static Dictionary<string, string> ReadAttributes(byte[] bytes)
    {
        var reader = new PacketCursor(bytes, 0);
        var attributes = new Dictionary<string, string>();
        while (!reader.AtEnd)
        {
            attributes.Add(Encoding.UTF8.GetString(reader.Blob()), Encoding.UTF8.GetString(reader.Blob()));
        }

        return attributes;
    }
}
