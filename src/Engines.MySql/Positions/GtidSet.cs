using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>A set of MySQL's global transaction identifiers (manual, 19.1.3.1). Immutable, compared by value.</summary>
internal sealed class GtidSet : IEquatable<GtidSet>
{
    private readonly ImmutableArray<GtidRun> _runs;

    /// <param name="runs">Ascending by source, one a source.</param>
    private GtidSet(ImmutableArray<GtidRun> runs) => _runs = runs;

    /// <summary>The set without members.</summary>
    public static GtidSet Empty { get; } = new([]);

    /// <summary>The members, ascending by source.</summary>
    public ImmutableArray<GtidRun> Runs => _runs;

    /// <summary>Whether it has no members.</summary>
    public bool IsEmpty => _runs.IsEmpty;

    /// <summary>How many intervals it takes to write it.</summary>
    public int IntervalCount
    {
        get
        {
            var count = 0;
            foreach (var run in _runs)
            {
                count += run.Intervals.Length;
            }

            return count;
        }
    }

    /// <summary>Makes a set of runs that are in order already.</summary>
    internal static GtidSet FromSorted(ImmutableArray<GtidRun> runs) => runs.IsEmpty ? Empty : new GtidSet(runs);

    /// <summary>
    /// Reads what a server prints or accepts as a set (<c>@@gtid_executed</c>, the tracker of own GTIDs): any order, case and
    /// white space, overlaps, empty parts. Never throws; takes memory in proportion to the text.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out GtidSet? set) =>
        new GtidSetReader(text).TryRead(out set);

    /// <summary>
    /// Reads <c>@@global.gtid_owned</c>: transactions being committed, each number with the thread that owns it
    /// (<c>uuid:8#11:7#7</c>). Never throws.
    /// </summary>
    public static bool TryParseOwned(ReadOnlySpan<char> text, [NotNullWhen(true)] out GtidSet? set) =>
        new OwnedGtidsReader(text).TryRead(out set);

    /// <summary>Whether the transaction is a member.</summary>
    public bool Contains(GtidSource source, long number)
    {
        int low = 0, high = _runs.Length - 1;
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            switch (_runs[middle].Source.CompareTo(source))
            {
                case < 0:
                    low = middle + 1;
                    break;
                case > 0:
                    high = middle - 1;
                    break;
                default:
                    return GtidIntervals.Includes(_runs[middle].Intervals.AsSpan(), number);
            }
        }

        return false;
    }

    /// <summary>Whether every member of this set is one of <paramref name="other"/>; the server's GTID_SUBSET.</summary>
    public bool IsSubsetOf(GtidSet other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        var theirs = 0;
        foreach (var run in _runs)
        {
            while (theirs < other._runs.Length && other._runs[theirs].Source.CompareTo(run.Source) < 0)
            {
                theirs++;
            }

            if (theirs == other._runs.Length || other._runs[theirs].Source != run.Source
                || !GtidIntervals.Includes(other._runs[theirs].Intervals.AsSpan(), run.Intervals.AsSpan()))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The members of either set.</summary>
    public GtidSet Union(GtidSet other)
    {
        if (other.IsSubsetOf(this))
        {
            return this;
        }

        if (IsSubsetOf(other))
        {
            return other;
        }

        var union = ImmutableArray.CreateBuilder<GtidRun>(_runs.Length + other._runs.Length);
        int mine = 0, theirs = 0;
        while (mine < _runs.Length && theirs < other._runs.Length)
        {
            var (left, right) = (_runs[mine], other._runs[theirs]);
            var order = left.Source.CompareTo(right.Source);
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
            union.Add(order switch
            {
                < 0 => left,
                > 0 => right,
                _ => new GtidRun(left.Source, GtidIntervals.Union(left.Intervals.AsSpan(), right.Intervals.AsSpan())),
            });
        }

        union.AddRange(_runs.AsSpan(mine..));
        union.AddRange(other._runs.AsSpan(theirs..));
        return new GtidSet(union.DrainToImmutable());
    }

    /// <summary>The members of this set that <paramref name="other"/> lacks; the server's GTID_SUBTRACT.</summary>
    public GtidSet Subtract(GtidSet other)
    {
        var rest = ImmutableArray.CreateBuilder<GtidRun>(_runs.Length);
        var theirs = 0;
        foreach (var run in _runs)
        {
            while (theirs < other._runs.Length && other._runs[theirs].Source.CompareTo(run.Source) < 0)
            {
                theirs++;
            }

            if (theirs == other._runs.Length || other._runs[theirs].Source != run.Source)
            {
                rest.Add(run);
                continue;
            }

            var left = GtidIntervals.Subtract(run.Intervals.AsSpan(), other._runs[theirs].Intervals.AsSpan());
            if (!left.IsEmpty)
            {
                rest.Add(new GtidRun(run.Source, left));
            }
        }

        return FromSorted(rest.DrainToImmutable());
    }

    /// <summary>As the server prints it, but on one line: <c>uuid:1-5:7:tag:1-3,uuid:4</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _runs.Length; i++)
        {
            var (source, intervals) = _runs[i];
            if (i == 0 || source.Uuid != _runs[i - 1].Source.Uuid)
            {
                text.Append(i == 0 ? "" : ",");
                AppendUuid(text, source.Uuid);
            }

            AppendTag(text, source.Tag);
            foreach (var interval in intervals)
            {
                text.Append(CultureInfo.InvariantCulture, $":{interval}");
            }
        }

        return text.ToString();
    }

    public bool Equals(GtidSet? other)
    {
        if (other is null || _runs.Length != other._runs.Length)
        {
            return false;
        }

        for (var i = 0; i < _runs.Length; i++)
        {
            if (_runs[i].Source != other._runs[i].Source
                || !_runs[i].Intervals.AsSpan().SequenceEqual(other._runs[i].Intervals.AsSpan()))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as GtidSet);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var run in _runs)
        {
            hash.Add(run.Source);
            foreach (var interval in run.Intervals)
            {
                hash.Add(interval);
            }
        }

        return hash.ToHashCode();
    }

    private static void AppendUuid(StringBuilder text, UInt128 uuid)
    {
        const int Digits = 32;
        for (var digit = 0; digit < Digits; digit++)
        {
            text.Append(digit is 8 or 12 or 16 or 20 ? "-" : "");
            text.Append("0123456789abcdef"[(int)(uuid >> ((Digits - 1 - digit) * 4)) & 0xF]);
        }
    }

    private static void AppendTag(StringBuilder text, string tag)
    {
        if (tag.Length > 0)
        {
            text.Append(':').Append(tag);
        }
    }
}
