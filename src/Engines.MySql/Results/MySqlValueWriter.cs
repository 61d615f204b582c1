using System.Globalization;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Results;

/// <summary>Hands one value to a sink: takes the server's text (under the pinned settings) and says what it is in JSON.</summary>
internal static class MySqlValueWriter
{
    private const int LongestInteger = 20; // -9223372036854775808, 18446744073709551615

    public static void Write(IResultSink sink, ValueForm form, ReadOnlySpan<byte> text)
    {
        switch (form)
        {
            case ValueForm.Number:
            case ValueForm.ExactNumber:
                WriteNumber(sink, text, form == ValueForm.ExactNumber);
                break;
            case ValueForm.Bits:
                WriteBits(sink, text);
                break;
            case ValueForm.Bytes:
                sink.WriteBytes(text);
                break;
            case ValueForm.Json:
            case ValueForm.JsonText when JsonText.IsValid(text):
                sink.WriteJson(text);
                break;
            case ValueForm.DateTime:
            case ValueForm.Timestamp:
                WriteMoment(sink, text, form == ValueForm.Timestamp);
                break;
            default:
                sink.WriteText(text);
                break;
        }
    }

    /// <summary>Without the zeros in front that ZEROFILL shows and JSON forbids; as text where it is no JSON number.</summary>
    private static void WriteNumber(IResultSink sink, ReadOnlySpan<byte> text, bool exact)
    {
        var negative = text is [(byte)'-', ..];
        var digits = negative ? text[1..] : text;
        var padding = 0;
        while (padding + 1 < digits.Length && digits[padding] == '0' && char.IsAsciiDigit((char)digits[padding + 1]))
        {
            padding++;
        }

        var number = padding > 0 && !negative ? digits[padding..] : text;
        if (!JsonText.IsNumber(number))
        {
            sink.WriteText(text);
        }
        else if (exact)
        {
            sink.WriteExactNumber(number);
        }
        else
        {
            sink.WriteNumber(number);
        }
    }

    private static void WriteBits(IResultSink sink, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(ulong))
        {
            sink.WriteBytes(bytes);
            return;
        }

        var value = 0UL;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
        }

        Span<byte> text = stackalloc byte[LongestInteger];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        sink.WriteExactNumber(text[..length]);
    }

    /// <summary>RFC 3339 where a calendar has the day; else (zeros, days that a lax server let in) the server's text.</summary>
    private static void WriteMoment(IResultSink sink, ReadOnlySpan<byte> text, bool inUtc)
    {
        if (!MomentText.IsInCalendar(text))
        {
            sink.WriteText(text);
            return;
        }

        Span<byte> rfc3339 = stackalloc byte[MomentText.Longest + 1];
        text.CopyTo(rfc3339);
        rfc3339[MomentText.Separator] = (byte)'T';
        var length = text.Length;
        if (inUtc)
        {
            rfc3339[length++] = (byte)'Z';
        }

        sink.WriteText(rfc3339[..length]);
    }
}
