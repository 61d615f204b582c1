using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Rows;

/// <summary>
/// Puts values of the binary protocol into the text that the text protocol has for them (protocol documentation, "Binary
/// Protocol Value").
/// </summary>
internal static class BinaryText
{
    /// <summary>No text that is written here is longer, in bytes.</summary>
    public const int Longest = 64;

    private const int Microseconds = 6;

    /// <summary>Whether the type's bytes are not its text already.</summary>
    public static bool IsNeeded(ColumnType type) => FixedLength(type) is not null || IsTemporal(type);

    /// <summary>How many bytes a value has that comes without its length; null for those that have one.</summary>
    public static int? FixedLength(ColumnType type) => type switch
    {
        ColumnType.Tiny => sizeof(byte),
        ColumnType.Short or ColumnType.Year => sizeof(short),
        ColumnType.Long or ColumnType.Int24 or ColumnType.Float => sizeof(int),
        ColumnType.LongLong or ColumnType.Double => sizeof(long),
        ColumnType.Null => 0,
        _ => null,
    };

    public static bool IsTemporal(ColumnType type) =>
        type is ColumnType.Date or ColumnType.NewDate or ColumnType.DateTime or ColumnType.Timestamp or ColumnType.Time;

    /// <summary>Whether a date or time can have this many bytes: parts at the end are left out if they are zero.</summary>
    public static bool IsTemporalLength(ColumnType type, int length) =>
        type == ColumnType.Time ? length is 0 or 8 or 12 : length is 0 or 4 or 7 or 11;

    /// <summary>Writes the text of a value whose length was checked, and returns the text's length.</summary>
    public static int Write(ServerColumn column, ReadOnlySpan<byte> value, Span<byte> text)
    {
        switch (column.Type)
        {
            case ColumnType.Year:
                return WriteDigits(text, 0, BinaryPrimitives.ReadUInt16LittleEndian(value), 4);
            case ColumnType.Float:
                return WriteFloat(BinaryPrimitives.ReadSingleLittleEndian(value), column.Decimals, text);
            case ColumnType.Double:
                return WriteDouble(BinaryPrimitives.ReadDoubleLittleEndian(value), column.Decimals, text);
            case ColumnType.Date or ColumnType.NewDate:
                return WriteDate(value, text);
            case ColumnType.DateTime or ColumnType.Timestamp:
                return WriteDateTime(value, column.Decimals, text);
            case ColumnType.Time:
                return WriteTime(value, column.Decimals, text);
            case ColumnType.Null:
                return 0;
            default:
                return WriteInteger(column, value, text);
        }
    }

    private static int WriteInteger(ServerColumn column, ReadOnlySpan<byte> value, Span<byte> text)
    {
        var unsigned = column.Flags.HasFlag(ColumnFlags.Unsigned);
        long number = value.Length switch
        {
            sizeof(byte) => unsigned ? value[0] : (sbyte)value[0],
            sizeof(short) when unsigned => BinaryPrimitives.ReadUInt16LittleEndian(value),
            sizeof(short) => BinaryPrimitives.ReadInt16LittleEndian(value),
            sizeof(int) when unsigned => BinaryPrimitives.ReadUInt32LittleEndian(value),
            sizeof(int) => BinaryPrimitives.ReadInt32LittleEndian(value),
            _ => BinaryPrimitives.ReadInt64LittleEndian(value),
        };
        int length;
        if (unsigned)
        {
            Utf8Formatter.TryFormat((ulong)number, text, out length);
        }
        else
        {
            Utf8Formatter.TryFormat(number, text, out length);
        }

        return column.Flags.HasFlag(ColumnFlags.ZeroFill) ? Pad(text, length, (int)Math.Min(column.Length, Longest)) : length;
    }

    private static int Pad(Span<byte> text, int length, int width)
    {
        if (length >= width)
        {
            return length;
        }

        text[..length].CopyTo(text[(width - length)..]);
        text[..(width - length)].Fill((byte)'0');
        return width;
    }

    /// <summary>The fewest digits that make the same number again: the text protocol rounds to six.</summary>
    private static int WriteFloat(float value, byte decimals, Span<byte> text)
    {
        int length;
        var fits = decimals <= MostDecimals
            ? value.TryFormat(text, out length, FixedFormats[decimals], CultureInfo.InvariantCulture)
            : value.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        return fits ? WithPlainExponent(text, length) : WriteFloat(value, byte.MaxValue, text);
    }

    private static int WriteDouble(double value, byte decimals, Span<byte> text)
    {
        int length;
        var fits = decimals <= MostDecimals
            ? value.TryFormat(text, out length, FixedFormats[decimals], CultureInfo.InvariantCulture)
            : value.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        return fits ? WithPlainExponent(text, length) : WriteDouble(value, byte.MaxValue, text);
    }

    /// <summary>FLOAT(M,D) and DOUBLE(M,D) have a fixed number of decimals, at most 30; 31 says that they have not.</summary>
    private const int MostDecimals = 30;

    private static readonly string[] FixedFormats =
        [.. Enumerable.Range(0, MostDecimals + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"F{i}"))];

    /// <summary>1E+20 is written 1e20.</summary>
    private static int WithPlainExponent(Span<byte> text, int length)
    {
        var exponent = text[..length].IndexOf((byte)'E');
        if (exponent < 0)
        {
            return length;
        }

        text[exponent] = (byte)'e';
        if (text[exponent + 1] != '+')
        {
            return length;
        }

        text[(exponent + 2)..length].CopyTo(text[(exponent + 1)..]);
        return length - 1;
    }

    private static int WriteDate(ReadOnlySpan<byte> value, Span<byte> text)
    {
        var (year, month, day) = value.Length >= 4
            ? (BinaryPrimitives.ReadUInt16LittleEndian(value), value[2], value[3])
            : ((ushort)0, (byte)0, (byte)0);
        var length = WriteDigits(text, 0, year, 4);
        text[length++] = (byte)'-';
        length = WriteDigits(text, length, month, 2);
        text[length++] = (byte)'-';
        return WriteDigits(text, length, day, 2);
    }

    private static int WriteDateTime(ReadOnlySpan<byte> value, byte decimals, Span<byte> text)
    {
        var length = WriteDate(value, text);
        text[length++] = (byte)' ';
        var (hour, minute, second) = value.Length >= 7 ? (value[4], value[5], value[6]) : ((byte)0, (byte)0, (byte)0);
        length = WriteClock(text, length, hour, minute, second);
        return WriteFraction(text, length, value.Length >= 11 ? BinaryPrimitives.ReadUInt32LittleEndian(value[7..]) : 0, decimals);
    }

    private static int WriteTime(ReadOnlySpan<byte> value, byte decimals, Span<byte> text)
    {
        var length = 0;
        if (value.Length == 0)
        {
            length = WriteClock(text, length, 0, 0, 0);
            return WriteFraction(text, length, 0, decimals);
        }

        if (value[0] != 0)
        {
            text[length++] = (byte)'-';
        }

        var hours = (BinaryPrimitives.ReadUInt32LittleEndian(value[1..]) * 24UL) + value[5];
        length = WriteClock(text, length, hours, value[6], value[7]);
        return WriteFraction(text, length, value.Length >= 12 ? BinaryPrimitives.ReadUInt32LittleEndian(value[8..]) : 0, decimals);
    }

    private static int WriteClock(Span<byte> text, int at, ulong hour, byte minute, byte second)
    {
        at = WriteDigits(text, at, hour, 2);
        text[at++] = (byte)':';
        at = WriteDigits(text, at, minute, 2);
        text[at++] = (byte)':';
        return WriteDigits(text, at, second, 2);
    }

    private static int WriteFraction(Span<byte> text, int at, uint microseconds, byte decimals)
    {
        var digits = decimals <= Microseconds ? decimals : microseconds == 0 ? 0 : Microseconds;
        if (digits == 0)
        {
            return at;
        }

        text[at] = (byte)'.';
        WriteDigits(text, at + 1, microseconds, Microseconds);
        return at + 1 + digits;
    }

    /// <summary>At least <paramref name="width"/> digits.</summary>
    private static int WriteDigits(Span<byte> text, int at, ulong value, int width)
    {
        Utf8Formatter.TryFormat(value, text[at..], out var length);
        return at + Pad(text[at..], length, width);
    }
}
