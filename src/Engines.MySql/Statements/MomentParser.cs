using System.Globalization;

namespace CausalGateway.Engines.MySql.Statements;

/// <summary>Reads days and times as clients write them (RFC 3339) into the form that the servers take.</summary>
internal static class MomentParser
{
    private const int DayLength = 10; // 2026-01-31
    private const int SecondLength = 19; // 2026-01-31T23:59:59
    private const int OffsetLength = 6; // +05:30
    private const int MicrosecondDigits = 6;
    private const int MostHours = 838;

    /// <summary>Whether the text is a day of the calendar, such as <c>2026-01-31</c>.</summary>
    public static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>
    /// The day and time as <c>2026-01-31 23:59:59.123456</c>: in UTC if the text has an offset, rounded to microseconds as the
    /// servers round. Null if the text is not RFC 3339 of a day in the calendar; the offset may be missing, and a blank may
    /// stand for the T.
    /// </summary>
    public static string? ToDateTime(string text)
    {
        if (text.Length < SecondLength || text[DayLength] is not ('T' or 't' or ' '))
        {
            return null;
        }

        var rest = text.AsSpan(SecondLength);
        if (!TryFraction(ref rest, out var microseconds)
            || !TryOffset(rest, out var offset)
            || !DateTime.TryParseExact(
                string.Concat(text.AsSpan(0, DayLength), " ", text.AsSpan(DayLength + 1, SecondLength - DayLength - 1)),
                "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return null;
        }

        var ticks = moment.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond) - offset.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return null;
        }

        moment = new DateTime(ticks);
        var format = moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff";
        return moment.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the text is like <c>-838:59:59</c> or <c>23:59:59.123456</c>.</summary>
    public static bool IsTime(string text)
    {
        var rest = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var hours = rest.IndexOf(':');
        if (hours is < 2 or > 3
            || !int.TryParse(rest[..hours], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value > MostHours)
        {
            return false;
        }

        rest = rest[hours..];
        if (rest.Length < 6 || !IsSixty(rest[..3]) || !IsSixty(rest[3..6]))
        {
            return false;
        }

        rest = rest[6..];
        // A fraction in the last hour may be beyond what the type holds: the server's to say.
        return rest.IsEmpty || (value < MostHours
            && rest.Length <= MicrosecondDigits + 1
            && TryFraction(ref rest, out _)
            && rest.IsEmpty);
    }

    private static bool IsSixty(ReadOnlySpan<char> text) =>
        text[0] == ':' && text[1] is >= '0' and <= '5' && char.IsAsciiDigit(text[2]);

    /// <summary>Takes a fraction of a second, if there is one, off the front.</summary>
    private static bool TryFraction(ref ReadOnlySpan<char> text, out int microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty || text[0] != '.')
        {
            return true;
        }

        var digits = 0;
        var roundsUp = false;
        for (text = text[1..]; !text.IsEmpty && char.IsAsciiDigit(text[0]); text = text[1..], digits++)
        {
            if (digits < MicrosecondDigits)
            {
                microseconds = (microseconds * 10) + text[0] - '0';
            }
            else if (digits == MicrosecondDigits)
            {
                roundsUp = text[0] >= '5';
            }
        }

        for (var i = digits; i < MicrosecondDigits; i++)
        {
            microseconds *= 10;
        }

        microseconds += roundsUp ? 1 : 0;
        return digits > 0;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.IsEmpty || text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != OffsetLength
            || text[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out offset))
        {
            return false;
        }

        offset = text[0] == '-' ? -offset : offset;
        return true;
    }
}
