namespace CausalGateway.Engines.MySql.Results;

/// <summary>The server's text of a DATETIME or TIMESTAMP: <c>2026-01-31 23:59:59</c>, with up to six decimals.</summary>
internal static class MomentText
{
    /// <summary>Where the blank between the day and the time stands.</summary>
    public const int Separator = 10;

    /// <summary>The length with all digits behind the point.</summary>
    public const int Longest = 26;

    private const int Shortest = 19;

    /// <summary>Whether it is such a text, and its day exists in a calendar that starts with the year 1.</summary>
    public static bool IsInCalendar(ReadOnlySpan<byte> text)
    {
        if (text.Length is < Shortest or > Longest || text[Separator] != ' ')
        {
            return false;
        }

        var year = (TwoDigits(text, 0) * 100) + TwoDigits(text, 2);
        var month = TwoDigits(text, 5);
        var day = TwoDigits(text, 8);
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static int TwoDigits(ReadOnlySpan<byte> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
