namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>The first byte of a payload that tells what it is, and the frame around payloads.</summary>
internal static class PacketHeader
{
    public const byte Ok = 0x00;
    public const byte AuthenticationMore = 0x01;
    public const byte LocalFile = 0xfb;
    public const byte Eof = 0xfe;
    public const byte Error = 0xff;

    /// <summary>Bytes before each payload: three of length, one of sequence.</summary>
    public const int Size = 4;

    /// <summary>A payload of this length goes on in another packet.</summary>
    public const int LongestPayload = 0xff_ffff;

    /// <summary>An EOF packet of the old kind is shorter than this.</summary>
    public const int LongestEof = 9;
}
