using System.Buffers.Binary;
using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>Reads the fields of one payload. Every length is checked against what is there.</summary>
/// <exception cref="DriverException">From every method: a field reaches beyond the payload.</exception>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private const byte NullMarker = 0xfb;
    private const byte TwoBytes = 0xfc;
    private const byte ThreeBytes = 0xfd;
    private const byte EightBytes = 0xfe;

    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>What has not been read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte ReadByte() => ReadBytes(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(sizeof(ushort)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong)));

    public void Skip(int length) => ReadBytes(length);

    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw Truncated();
        }

        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public ReadOnlySpan<byte> ReadRest() => ReadBytes(_rest.Length);

    /// <summary>Up to a NUL, which is read too.</summary>
    public ReadOnlySpan<byte> ReadTerminated()
    {
        var length = _rest.IndexOf((byte)0);
        if (length < 0)
        {
            throw Truncated();
        }

        var bytes = ReadBytes(length);
        Skip(1);
        return bytes;
    }

    /// <summary>A length-encoded integer (protocol documentation, "Protocol::LengthEncodedInteger").</summary>
    public ulong ReadLength()
    {
        var first = ReadByte();
        switch (first)
        {
            case < NullMarker:
                return first;
            case TwoBytes:
                return ReadUInt16();
            case ThreeBytes:
                var bytes = ReadBytes(3);
                return (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));
            case EightBytes:
                return ReadUInt64();
            default:
                throw ProtocolError.Malformed("a length that is none");
        }
    }

    /// <summary>Bytes behind their length.</summary>
    public ReadOnlySpan<byte> ReadLengthEncoded()
    {
        var length = ReadLength();
        return length <= (ulong)_rest.Length ? ReadBytes((int)length) : throw Truncated();
    }

    /// <summary>Bytes behind their length, or the mark of NULL; false if it is NULL.</summary>
    public bool TryReadLengthEncoded(out ReadOnlySpan<byte> value)
    {
        if (_rest is [NullMarker, ..])
        {
            Skip(1);
            value = default;
            return false;
        }

        value = ReadLengthEncoded();
        return true;
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadLengthEncoded());

    private static DriverException Truncated() => ProtocolError.Malformed("a packet that ends too early");
}
