using System.Globalization;
using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>A position in MySQL: the transactions that a server has executed, or that are demanded of it.</summary>
/// <remarks>The history is part of every GTID, so sets of different histories are simply not subsets of each other.</remarks>
internal sealed class MySqlPosition(GtidSet gtids) : ReplicationPosition
{
    private const int ShownSources = 2;
    private const int ShownIntervals = 3;
    private const int HiddenUuidBits = 96;

    /// <summary>The transactions.</summary>
    public GtidSet Gtids { get; } = gtids;

    public override int Fragments => Gtids.IntervalCount;

    public override PositionOrder CompareTo(ReplicationPosition other)
    {
        var that = Cast(other).Gtids;
        return (that.IsSubsetOf(Gtids), Gtids.IsSubsetOf(that)) switch
        {
            (true, true) => PositionOrder.Equal,
            (true, false) => PositionOrder.After,
            (false, true) => PositionOrder.Before,
            _ => PositionOrder.Concurrent,
        };
    }

    public override ReplicationPosition Merge(ReplicationPosition other)
    {
        var that = Cast(other);
        var union = Gtids.Union(that.Gtids);
        return ReferenceEquals(union, Gtids) ? this : ReferenceEquals(union, that.Gtids) ? that : new MySqlPosition(union);
    }

    /// <summary>
    /// As <c>3e11fa47:1-5:7</c>: the first eight digits of the UUID, of two sources at most and three intervals of each, with
    /// <c>..</c> before the last one where some are left out and <c>+3</c> for the other sources. <c>none</c> if it is empty.
    /// </summary>
    public override string ToDisplayString()
    {
        if (Gtids.IsEmpty)
        {
            return "none";
        }

        var text = new StringBuilder();
        var runs = Gtids.Runs.AsSpan();
        foreach (var run in runs[..Math.Min(runs.Length, ShownSources)])
        {
            text.Append(text.Length == 0 ? "" : ",");
            AppendShort(text, run);
        }

        if (runs.Length > ShownSources)
        {
            text.Append(CultureInfo.InvariantCulture, $",+{runs.Length - ShownSources}");
        }

        return text.ToString();
    }

    /// <summary>The whole set, as <see cref="GtidSet.ToString"/> writes it; the empty set is the empty text.</summary>
    public override string ToString() => Gtids.ToString();

    public override bool Equals(ReplicationPosition? other) => other is MySqlPosition that && Gtids.Equals(that.Gtids);

    public override int GetHashCode() => Gtids.GetHashCode();

    private static void AppendShort(StringBuilder text, GtidRun run)
    {
        text.Append(CultureInfo.InvariantCulture, $"{(uint)(run.Source.Uuid >> HiddenUuidBits):x8}");
        text.Append(run.Source.Tag.Length == 0 ? "" : ":").Append(run.Source.Tag);
        var intervals = run.Intervals.AsSpan();
        var isWhole = intervals.Length <= ShownIntervals;
        foreach (var interval in isWhole ? intervals : intervals[..(ShownIntervals - 1)])
        {
            text.Append(CultureInfo.InvariantCulture, $":{interval}");
        }

        if (!isWhole)
        {
            text.Append(CultureInfo.InvariantCulture, $":..:{intervals[^1]}");
        }
    }

    private static MySqlPosition Cast(ReplicationPosition other) => other as MySqlPosition
        ?? throw new ArgumentException($"A MySQL position cannot be compared with {other?.GetType().Name}.", nameof(other));
}
