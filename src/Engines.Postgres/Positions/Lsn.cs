using System.Globalization;

namespace CausalGateway.Engines.Postgres.Positions;

/// <summary>A log sequence number in PostgreSQL's notation: two hexadecimal halves with a slash between (manual, 8.20).</summary>
internal static class Lsn
{
    private const ulong PageSize = 8192;
    private const ulong ShortHeader = 24;
    private const ulong LongHeader = 40;

    public static string Format(ulong lsn) =>
        string.Create(CultureInfo.InvariantCulture, $"{(uint)(lsn >> 32):X}/{(uint)lsn:X}");

    public static ulong Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var lsn) ? lsn : throw new FormatException($"'{text}' is not a log sequence number.");

    public static bool TryParse(ReadOnlySpan<char> text, out ulong lsn)
    {
        lsn = 0;
        var slash = text.IndexOf('/');
        if (slash < 1
            || !uint.TryParse(text[..slash], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !uint.TryParse(text[(slash + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        lsn = ((ulong)high << 32) | low;
        return true;
    }

    /// <summary>
    /// Rounds an insert position that stands just behind a page header down to the page's start: nothing but the header lies
    /// between, and a replica that has replayed everything reports the start.
    /// </summary>
    public static ulong WithoutPageHeader(ulong insertLsn, ulong segmentSize)
    {
        var header = insertLsn % segmentSize < PageSize ? LongHeader : ShortHeader;
        return insertLsn % PageSize == header ? insertLsn - header : insertLsn;
    }
}
