using System.Globalization;

namespace CausalGateway.Engines.Postgres.Positions;

/// <summary>A snapshot in the form of <c>pg_current_snapshot()</c>: <c>xmin:xmax:xip,xip,...</c> (manual, 9.27.5).</summary>
/// <param name="Xmin">Every transaction below it is finished.</param>
/// <param name="Xmax">Every transaction at or above it had not finished.</param>
/// <param name="InProgress">Those between that were still running; a standby never lists any.</param>
internal sealed record RunningTransactions(ulong Xmin, ulong Xmax, IReadOnlyList<ulong> InProgress)
{
    /// <summary>More transactions than this are not asked for one by one.</summary>
    private const int MostInDoubt = 10_000;

    public static RunningTransactions Parse(string text)
    {
        var parts = text.Split(':');
        var running = parts[2].Length == 0 ? [] : parts[2].Split(',');
        var ids = new ulong[running.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = ulong.Parse(running[i], CultureInfo.InvariantCulture);
        }

        return new RunningTransactions(
            ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture), ids);
    }

    /// <summary>The transactions below <paramref name="xid"/> that this snapshot does not show; null if they are too many.</summary>
    public IReadOnlyList<ulong>? NotShownBelow(ulong xid)
    {
        if (xid > Xmax && xid - Xmax > MostInDoubt)
        {
            return null;
        }

        var notShown = new List<ulong>();
        foreach (var running in InProgress)
        {
            if (running < xid)
            {
                notShown.Add(running);
            }
        }

        for (var later = Xmax; later < xid; later++)
        {
            notShown.Add(later);
        }

        return notShown.Count > MostInDoubt ? null : notShown;
    }
}
