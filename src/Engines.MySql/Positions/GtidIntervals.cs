using System.Collections.Immutable;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>
/// Set operations on sorted disjoint intervals, each one walk over both sides. No number is so large that adding 1 to it
/// overflows (<see cref="GtidInterval.Largest"/>).
/// </summary>
internal static class GtidIntervals
{
    /// <summary>Whether every number of <paramref name="part"/> is in <paramref name="whole"/>.</summary>
    public static bool Includes(ReadOnlySpan<GtidInterval> whole, ReadOnlySpan<GtidInterval> part)
    {
        var next = 0;
        foreach (var interval in part)
        {
            while (next < whole.Length && whole[next].Last < interval.First)
            {
                next++;
            }

            if (next == whole.Length || whole[next].First > interval.First || whole[next].Last < interval.Last)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether <paramref name="number"/> is in <paramref name="intervals"/>.</summary>
    public static bool Includes(ReadOnlySpan<GtidInterval> intervals, long number)
    {
        int low = 0, high = intervals.Length - 1;
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            if (intervals[middle].Last < number)
            {
                low = middle + 1;
            }
            else if (intervals[middle].First > number)
            {
                high = middle - 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The numbers of either.</summary>
    public static ImmutableArray<GtidInterval> Union(ReadOnlySpan<GtidInterval> left, ReadOnlySpan<GtidInterval> right)
    {
        var union = ImmutableArray.CreateBuilder<GtidInterval>(Math.Max(left.Length, right.Length));
        int l = 0, r = 0;
        while (l < left.Length || r < right.Length)
        {
            var fromLeft = r == right.Length || (l < left.Length && left[l].First <= right[r].First);
            Append(union, fromLeft ? left[l++] : right[r++]);
        }

        return union.DrainToImmutable();
    }

    /// <summary>The numbers of <paramref name="left"/> that are not in <paramref name="right"/>.</summary>
    public static ImmutableArray<GtidInterval> Subtract(ReadOnlySpan<GtidInterval> left, ReadOnlySpan<GtidInterval> right)
    {
        var rest = ImmutableArray.CreateBuilder<GtidInterval>();
        var next = 0;
        foreach (var interval in left)
        {
            var first = interval.First;
            while (next < right.Length && right[next].Last < first)
            {
                next++;
            }

            // The last one that overlaps may reach into the next interval of the left side, so it is not passed here.
            for (var cut = next; cut < right.Length && right[cut].First <= interval.Last; cut++)
            {
                if (right[cut].First > first)
                {
                    rest.Add(new GtidInterval(first, right[cut].First - 1));
                }

                first = right[cut].Last + 1;
                next = cut;
            }

            if (first <= interval.Last)
            {
                rest.Add(interval with { First = first });
            }
        }

        return rest.DrainToImmutable();
    }

    /// <summary>
    /// Adds an interval that starts no earlier than the last one did, joining the two where they overlap or touch.
    /// </summary>
    public static void Append(ImmutableArray<GtidInterval>.Builder intervals, GtidInterval interval)
    {
        if (intervals.Count > 0 && interval.First <= intervals[^1].Last + 1)
        {
            intervals[^1] = intervals[^1] with { Last = Math.Max(intervals[^1].Last, interval.Last) };
        }
        else
        {
            intervals.Add(interval);
        }
    }
}
