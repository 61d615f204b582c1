namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Reads the binary forms of positions. Nothing is read twice and nothing past the end.</summary>
internal ref struct PositionBytesReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _rest.Length;

    public bool TryReadByte(out byte value)
    {
        value = 0;
        if (_rest.IsEmpty)
        {
            return false;
        }

        value = _rest[0];
        _rest = _rest[1..];
        return true;
    }

    public bool TryReadBytes(int count, out ReadOnlySpan<byte> value)
    {
        value = [];
        if (_rest.Length < count)
        {
            return false;
        }

        value = _rest[..count];
        _rest = _rest[count..];
        return true;
    }

    /// <summary>Reads a number in groups of seven bits, the lowest first; a longer form than needed is refused.</summary>
    public bool TryReadNumber(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (!TryReadByte(out var next))
            {
                return false;
            }

            var group = (ulong)(next & 0x7F);
            if (group << shift >> shift != group)
            {
                return false;
            }

            value |= group << shift;
            if (next < 0x80)
            {
                return next != 0 || shift == 0;
            }
        }

        return false;
    }
}
