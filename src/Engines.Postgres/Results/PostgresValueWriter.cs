using System.Buffers;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.Postgres.Results;

/// <summary>Hands one value to a sink: takes the server's text (under the pinned settings) and says what it is in JSON.</summary>
internal static class PostgresValueWriter
{
    private const int TimestampLength = 19; // 2024-01-31 12:34:56
    private const int OffsetHours = 3; // +05
    private const int OffsetHoursMinutes = 6; // +05:30

    public static void Write(IResultSink sink, ColumnForm form, ReadOnlySpan<byte> text)
    {
        if (form.IsArray)
        {
            ArrayLiteral.Write(sink, form, text);
        }
        else
        {
            Write(sink, form.Element, text);
        }
    }

    public static void Write(IResultSink sink, ValueForm form, ReadOnlySpan<byte> text)
    {
        switch (form)
        {
            case ValueForm.Boolean:
                sink.WriteBoolean(text is [(byte)'t']);
                break;
            case ValueForm.Number when IsFinite(text):
                sink.WriteNumber(text);
                break;
            case ValueForm.ExactNumber when IsFinite(text):
                sink.WriteExactNumber(text);
                break;
            case ValueForm.Bytes:
                WriteBytes(sink, text);
                break;
            case ValueForm.Json:
                sink.WriteJson(text);
                break;
            case ValueForm.Timestamp:
                WriteTimestamp(sink, text, withOffset: false);
                break;
            case ValueForm.TimestampWithTimeZone:
                WriteTimestamp(sink, text, withOffset: true);
                break;
            default:
                sink.WriteText(text);
                break;
        }
    }

    /// <summary>Not NaN, Infinity or -Infinity.</summary>
    private static bool IsFinite(ReadOnlySpan<byte> text) => text[^1] is >= (byte)'0' and <= (byte)'9';

    private static void WriteBytes(IResultSink sink, ReadOnlySpan<byte> text)
    {
        var digits = text[2..]; // behind \x
        var rented = ArrayPool<byte>.Shared.Rent(digits.Length / 2);
        try
        {
            Convert.FromHexString(digits, rented, out _, out var length);
            sink.WriteBytes(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>RFC 3339 where the server's text has a place in it; else (infinity, BC, years over 9999) the server's text.</summary>
    private static void WriteTimestamp(IResultSink sink, ReadOnlySpan<byte> text, bool withOffset)
    {
        const int longest = 40;
        if (text.Length is < TimestampLength or > longest || text[4] != '-' || text[10] != ' ' || text[^1] == 'C')
        {
            sink.WriteText(text);
            return;
        }

        Span<byte> rfc3339 = stackalloc byte[longest + OffsetHoursMinutes];
        text.CopyTo(rfc3339);
        rfc3339[10] = (byte)'T';
        var length = text.Length;
        if (withOffset)
        {
            var offset = text[TimestampLength..].IndexOfAny((byte)'+', (byte)'-') + TimestampLength;
            length = WriteOffset(text[offset..], rfc3339, offset);
            if (length < 0)
            {
                sink.WriteText(text);
                return;
            }
        }

        sink.WriteText(rfc3339[..length]);
    }

    /// <summary>The length with the offset written at <paramref name="at"/>, or -1 if it has seconds, as some before 1900 do.</summary>
    private static int WriteOffset(ReadOnlySpan<byte> offset, Span<byte> rfc3339, int at)
    {
        switch (offset.Length)
        {
            case OffsetHours when offset.SequenceEqual("+00"u8):
                rfc3339[at] = (byte)'Z';
                return at + 1;
            case OffsetHours:
                ":00"u8.CopyTo(rfc3339[(at + OffsetHours)..]);
                return at + OffsetHoursMinutes;
            case OffsetHoursMinutes:
                return at + OffsetHoursMinutes;
            default:
                return -1;
        }
    }
}
