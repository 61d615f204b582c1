using System.Buffers;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Writes what <see cref="PositionBytesReader"/> reads.</summary>
internal readonly ref struct PositionBytesWriter(IBufferWriter<byte> destination)
{
    private const int LongestNumber = 10;

    public void WriteByte(byte value)
    {
        destination.GetSpan(1)[0] = value;
        destination.Advance(1);
    }

    public void WriteBytes(ReadOnlySpan<byte> value) => destination.Write(value);

    public void WriteNumber(ulong value)
    {
        var span = destination.GetSpan(LongestNumber);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        destination.Advance(length);
    }
}
