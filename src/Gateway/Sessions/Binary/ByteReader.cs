using System.Buffers.Binary;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Reads what <see cref="PooledByteWriter"/> writes. Never throws and never reads past the end; false says that the
/// bytes are no such form.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxLengthBytes = 5;

    /// <summary>What has not been read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    public readonly bool IsAtEnd => Rest.IsEmpty;

    public bool TryReadByte(out byte value)
    {
        if (Rest.IsEmpty)
        {
            value = 0;
            return false;
        }

        value = Rest[0];
        Rest = Rest[1..];
        return true;
    }

    public bool TryReadUInt64(out ulong value)
    {
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(Rest, out value))
        {
            return false;
        }

        Rest = Rest[sizeof(ulong)..];
        return true;
    }

    public bool TryReadUInt128(out UInt128 value)
    {
        if (!BinaryPrimitives.TryReadUInt128LittleEndian(Rest, out value))
        {
            return false;
        }

        Rest = Rest[16..];
        return true;
    }

    public bool TryReadBlock(out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!TryReadLength(out var length) || length > Rest.Length)
        {
            return false;
        }

        content = Rest[..(int)length];
        Rest = Rest[(int)length..];
        return true;
    }

    private bool TryReadLength(out long length)
    {
        length = 0;
        for (var i = 0; i < MaxLengthBytes; i++)
        {
            if (!TryReadByte(out var group))
            {
                return false;
            }

            length |= (long)(group & 0x7F) << (7 * i);
            if (group < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
