using System.Buffers.Text;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>Writes the parameters of COM_STMT_EXECUTE: which are NULL, their types, their values.</summary>
internal static class ParameterEncoder
{
    private const byte TypesFollow = 1;
    private const byte Unsigned = 0x80;

    /// <summary>Servers refuse longer ones in binary when they have a fraction; as text they take them.</summary>
    private const uint LongestBinaryTime = 838;

    public static void Write(PayloadWriter writer, ReadOnlySpan<BoundParameter> parameters)
    {
        if (parameters.IsEmpty)
        {
            return;
        }

        var nulls = writer.WriteZeros((parameters.Length + 7) / 8);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Type == ParameterType.Null)
            {
                nulls[i / 8] |= (byte)(1 << (i % 8));
            }
        }

        writer.WriteByte(TypesFollow);
        foreach (ref readonly var parameter in parameters)
        {
            writer.WriteByte((byte)TypeOf(parameter));
            writer.WriteByte(parameter.Type == ParameterType.UInt64 ? Unsigned : (byte)0);
        }

        foreach (ref readonly var parameter in parameters)
        {
            WriteValue(writer, parameter);
        }
    }

    private static ColumnType TypeOf(in BoundParameter parameter) => parameter.Type switch
    {
        ParameterType.Null => ColumnType.Null,
        ParameterType.Int64 or ParameterType.UInt64 => ColumnType.LongLong,
        ParameterType.Double => ColumnType.Double,
        ParameterType.Decimal => ColumnType.NewDecimal,
        ParameterType.Bytes => ColumnType.LongBlob,
        ParameterType.Date when TryReadDate(parameter.Data.Span, out _, out var end) && end == parameter.Data.Length => ColumnType.Date,
        ParameterType.DateTime when TryReadDateTime(parameter.Data.Span, out _, out _) => ColumnType.DateTime,
        ParameterType.Time when TryReadTime(parameter.Data.Span, out _, out _) => ColumnType.Time,
        _ => ColumnType.VarString,
    };

    private static void WriteValue(PayloadWriter writer, in BoundParameter parameter)
    {
        var text = parameter.Data.Span;
        switch (TypeOf(parameter))
        {
            case ColumnType.Null:
                break;
            case ColumnType.LongLong or ColumnType.Double:
                writer.WriteUInt64((ulong)parameter.Bits);
                break;
            case ColumnType.Date:
                TryReadDate(text, out var date, out _);
                writer.WriteByte(4);
                WriteDate(writer, date);
                break;
            case ColumnType.DateTime:
                TryReadDateTime(text, out var day, out var clock);
                writer.WriteByte(11);
                WriteDate(writer, day);
                WriteClock(writer, (byte)clock.Hours, clock);
                break;
            case ColumnType.Time:
                TryReadTime(text, out var negative, out var time);
                writer.WriteByte(12);
                writer.WriteByte(negative ? (byte)1 : (byte)0);
                writer.WriteUInt32(time.Hours / 24);
                WriteClock(writer, (byte)(time.Hours % 24), time);
                break;
            default:
                writer.WriteLengthEncoded(text);
                break;
        }
    }

    private static void WriteDate(PayloadWriter writer, CalendarDate date)
    {
        writer.WriteUInt16((ushort)date.Year);
        writer.WriteByte((byte)date.Month);
        writer.WriteByte((byte)date.Day);
    }

    private static void WriteClock(PayloadWriter writer, byte hour, Clock clock)
    {
        writer.WriteByte(hour);
        writer.WriteByte((byte)clock.Minutes);
        writer.WriteByte((byte)clock.Seconds);
        writer.WriteUInt32(clock.Microseconds);
    }

    /// <summary>Reads <c>2026-01-31</c>; whether there is such a day is the server's to say.</summary>
    private static bool TryReadDate(ReadOnlySpan<byte> text, out CalendarDate date, out int end)
    {
        date = default;
        end = 10;
        if (text.Length < end || text[4] != '-' || text[7] != '-'
            || !TryReadNumber(text[..4], out var year)
            || !TryReadNumber(text[5..7], out var month) || month > 12
            || !TryReadNumber(text[8..10], out var day) || day > 31)
        {
            return false;
        }

        date = new CalendarDate(year, month, day);
        return true;
    }

    private static bool TryReadDateTime(ReadOnlySpan<byte> text, out CalendarDate date, out Clock clock)
    {
        clock = default;
        return TryReadDate(text, out date, out var end)
            && text.Length > end && text[end] == ' '
            && TryReadClock(text[(end + 1)..], out clock) && clock.Hours < 24;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, out bool negative, out Clock clock)
    {
        negative = text is [(byte)'-', ..];
        return TryReadClock(negative ? text[1..] : text, out clock) && clock.Hours < LongestBinaryTime;
    }

    /// <summary>Reads <c>HH:MM:SS</c> with up to six digits of a fraction; the hours may have three digits.</summary>
    private static bool TryReadClock(ReadOnlySpan<byte> text, out Clock clock)
    {
        clock = default;
        var hours = text.IndexOf((byte)':');
        if (hours is < 1 or > 3 || text.Length < hours + 6 || text[hours + 3] != ':'
            || !TryReadNumber(text[..hours], out var hour)
            || !TryReadNumber(text.Slice(hours + 1, 2), out var minute) || minute > 59
            || !TryReadNumber(text.Slice(hours + 4, 2), out var second) || second > 59
            || !TryReadFraction(text[(hours + 6)..], out var microseconds))
        {
            return false;
        }

        clock = new Clock(hour, minute, second, microseconds);
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out uint microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length is < 2 or > 7 || !TryReadNumber(text[1..], out microseconds))
        {
            return false;
        }

        for (var digits = text.Length - 1; digits < 6; digits++)
        {
            microseconds *= 10;
        }

        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> digits, out uint number) =>
        Utf8Parser.TryParse(digits, out number, out var read) && read == digits.Length && digits[0] != '+';

    private readonly record struct CalendarDate(uint Year, uint Month, uint Day);

    private readonly record struct Clock(uint Hours, uint Minutes, uint Seconds, uint Microseconds);
}
