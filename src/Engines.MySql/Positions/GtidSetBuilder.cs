using System.Collections.Immutable;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Collects intervals in any order and makes a set of them.</summary>
internal sealed class GtidSetBuilder
{
    private readonly List<(GtidSource Source, GtidInterval Interval)> _entries = [];
    private bool _isSorted = true;

    public void Add(GtidSource source, GtidInterval interval)
    {
        var entry = (source, interval);
        _isSorted &= _entries.Count == 0 || Compare(_entries[^1], entry) <= 0;
        _entries.Add(entry);
    }

    public GtidSet Build()
    {
        if (!_isSorted)
        {
            _entries.Sort(Compare);
        }

        var runs = ImmutableArray.CreateBuilder<GtidRun>();
        var intervals = ImmutableArray.CreateBuilder<GtidInterval>();
        for (var i = 0; i < _entries.Count; i++)
        {
            GtidIntervals.Append(intervals, _entries[i].Interval);
            if (i == _entries.Count - 1 || _entries[i + 1].Source != _entries[i].Source)
            {
                runs.Add(new GtidRun(_entries[i].Source, intervals.DrainToImmutable()));
            }
        }

        return GtidSet.FromSorted(runs.DrainToImmutable());
    }

    private static int Compare((GtidSource Source, GtidInterval Interval) left, (GtidSource Source, GtidInterval Interval) right)
    {
        var bySource = left.Source.CompareTo(right.Source);
        return bySource != 0 ? bySource : left.Interval.First.CompareTo(right.Interval.First);
    }
}
