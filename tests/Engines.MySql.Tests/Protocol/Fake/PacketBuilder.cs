using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>Puts a packet's bytes together from the types of the protocol.</summary>
internal sealed class PacketBuilder : IEnumerable<byte>
{
    private readonly List<byte> _bytes = [];

    /// <summary>Packets with their headers, numbered from <paramref name="first"/> on; each shorter than a part.</summary>
    public static byte[] Framed(int first, params ReadOnlySpan<byte[]> payloads)
    {
        var bytes = new PacketBuilder();
        foreach (var payload in payloads)
        {
            bytes.Int3(payload.Length).Byte(first++).Bytes(payload);
        }

        return bytes.ToArray();
    }

    public PacketBuilder Byte(int value) => Bytes((byte)value);

    public PacketBuilder Bytes(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PacketBuilder Int2(int value) => Fixed((ulong)value, 2);

    public PacketBuilder Int3(int value) => Fixed((ulong)value, 3);

    public PacketBuilder Int4(long value) => Fixed((ulong)value, 4);

    public PacketBuilder Int8(ulong value) => Fixed(value, 8);

    /// <summary>The low bytes of a number.</summary>
    public PacketBuilder Fixed(ulong value, int length)
    {
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
        return Bytes(buffer[..length]);
    }

    /// <summary>A number in 1, 3, 4 or 9 bytes.</summary>
    public PacketBuilder LengthEncoded(ulong value) => value switch
    {
        < 251 => Byte((int)value),
        <= 0xFFFF => Byte(0xFC).Fixed(value, 2),
        <= 0xFF_FFFF => Byte(0xFD).Fixed(value, 3),
        _ => Byte(0xFE).Fixed(value, 8),
    };

    /// <summary>Text behind its length.</summary>
    public PacketBuilder Text(string text) => Blob(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes behind their length.</summary>
    public PacketBuilder Blob(params ReadOnlySpan<byte> bytes) => LengthEncoded((ulong)bytes.Length).Bytes(bytes);

    /// <summary>Text with nothing before or behind it.</summary>
    public PacketBuilder Raw(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    /// <summary>Text with a zero behind it.</summary>
    public PacketBuilder Terminated(string text) => Raw(text).Byte(0);

    public byte[] ToArray() => [.. _bytes];

    public IEnumerator<byte> GetEnumerator() => _bytes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
