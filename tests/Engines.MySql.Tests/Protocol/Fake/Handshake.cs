namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>The server's first packet, protocol version 10.</summary>
internal sealed record Handshake
{
    public static Handshake MySql { get; } = new();

    public static Handshake MariaDb { get; } = new()
    {
        ServerVersion = "5.5.5-10.11.14-MariaDB-log",
        Capabilities = Capability.MariaDb,
        Plugin = Plugins.Native,
        Collation = 45,
    };

    public byte ProtocolVersion { get; init; } = 10;

    public string ServerVersion { get; init; } = "9.7.0";

    public uint ThreadId { get; init; } = 4711;

    public Capability Capabilities { get; init; } = Capability.MySql;

    public string Plugin { get; init; } = Plugins.CachingSha2;

    public byte Collation { get; init; } = 255;

    /// <summary>Twenty bytes, none of them zero.</summary>
    public byte[] Nonce { get; init; } = [.. Enumerable.Range(1, 20).Select(n => (byte)(n * 6))];

    /// <summary>MySQL with EOF packets, or without.</summary>
    public static Handshake MySqlWith(bool eof) => eof ? MySql.Without(Capability.DeprecateEof) : MySql;

    public Handshake Without(Capability capability) => this with { Capabilities = Capabilities & ~capability };

    public Handshake With(Capability capability) => this with { Capabilities = Capabilities | capability };

    public byte[] ToPacket()
    {
        var hasPlugin = Capabilities.HasFlag(Capability.PluginAuth);
        var packet = new PacketBuilder()
            .Byte(ProtocolVersion)
            .Terminated(ServerVersion)
            .Int4(ThreadId)
            .Bytes(Nonce.AsSpan(0, 8))
            .Byte(0)
            .Int2((int)((ulong)Capabilities & 0xFFFF))
            .Byte(Collation)
            .Int2((int)StatusFlags.AutoCommit)
            .Int2((int)((ulong)Capabilities >> 16 & 0xFFFF))
            .Byte(hasPlugin ? Nonce.Length + 1 : 0)
            .Fixed(0, 6)
            .Int4(Capabilities.HasFlag(Capability.LongPassword) ? 0 : (long)((ulong)Capabilities >> 32));
        if (Capabilities.HasFlag(Capability.SecureConnection))
        {
            packet.Bytes(Nonce.AsSpan(8)).Byte(0);
        }

        return (hasPlugin ? packet.Terminated(Plugin) : packet).ToArray();
    }
}
