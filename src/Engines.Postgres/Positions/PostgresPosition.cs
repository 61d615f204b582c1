using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.Postgres.Positions;

/// <summary>
/// A position in one or more PostgreSQL histories. One is the rule; a second appears when a session has seen two, across a
/// promotion, and no server can then cover it by numbers.
/// </summary>
internal sealed class PostgresPosition : ReplicationPosition
{
    private readonly ImmutableArray<PositionPoint> _points;

    /// <param name="points">At least one; sorted by history, one a history.</param>
    private PostgresPosition(ImmutableArray<PositionPoint> points) => _points = points;

    public PostgresPosition(PostgresHistory history, ulong lsn, ulong xid = 0)
        : this([new PositionPoint(history, lsn, xid)])
    {
    }

    /// <summary>The points, sorted by history; never empty.</summary>
    public ImmutableArray<PositionPoint> Points => _points;

    /// <summary>Makes a position of points in any order, merging those of one history; null of none.</summary>
    public static PostgresPosition? From(IEnumerable<PositionPoint> points)
    {
        PostgresPosition? all = null;
        foreach (var point in points)
        {
            var one = new PostgresPosition([point]);
            all = all is null ? one : (PostgresPosition)all.Merge(one);
        }

        return all;
    }

    public override PositionOrder CompareTo(ReplicationPosition other)
    {
        var that = Cast(other);
        var covers = Includes(that);
        var covered = that.Includes(this);
        return (covers, covered) switch
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
        if (Includes(that))
        {
            return this;
        }

        if (that.Includes(this))
        {
            return that;
        }

        var merged = ImmutableArray.CreateBuilder<PositionPoint>(_points.Length + that._points.Length);
        int left = 0, right = 0;
        while (left < _points.Length && right < that._points.Length)
        {
            var order = _points[left].History.CompareTo(that._points[right].History);
            merged.Add(order switch
            {
                < 0 => _points[left++],
                > 0 => that._points[right++],
                _ => _points[left++].Merge(that._points[right++]),
            });
        }

        merged.AddRange(_points.AsSpan(left..));
        merged.AddRange(that._points.AsSpan(right..));
        return new PostgresPosition(merged.ToImmutable());
    }

    /// <summary>The point of <paramref name="history"/>, if this position has one.</summary>
    public bool TryGet(PostgresHistory history, out PositionPoint point)
    {
        foreach (var candidate in _points)
        {
            if (candidate.History == history)
            {
                point = candidate;
                return true;
            }
        }

        point = default;
        return false;
    }

    /// <summary>As <c>0/4077FB0@1</c>: the LSN and its timeline.</summary>
    public override string ToDisplayString()
    {
        if (_points.Length == 1)
        {
            return Display(_points[0]);
        }

        var text = new StringBuilder();
        foreach (var point in _points)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Display(point));
        }

        return text.ToString();
    }

    /// <summary>As <c>0/4077FB0@1:7441234567890123456</c>, with <c>+712</c> behind it where a transaction id belongs to it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var point in _points)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Display(point))
                .Append(CultureInfo.InvariantCulture, $":{point.History.SystemIdentifier}");
            if (point.Xid != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"+{point.Xid}");
            }
        }

        return text.ToString();
    }

    public override bool Equals(ReplicationPosition? other) =>
        other is PostgresPosition that && _points.AsSpan().SequenceEqual(that._points.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var point in _points)
        {
            hash.Add(point);
        }

        return hash.ToHashCode();
    }

    private static string Display(PositionPoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"{Lsn.Format(point.Lsn)}@{point.History.Timeline}");

    private static PostgresPosition Cast(ReplicationPosition other) => other as PostgresPosition
        ?? throw new ArgumentException($"A PostgreSQL position cannot be compared with {other?.GetType().Name}.", nameof(other));

    private bool Includes(PostgresPosition other)
    {
        foreach (var point in other._points)
        {
            if (!TryGet(point.History, out var own) || !own.Reaches(point))
            {
                return false;
            }
        }

        return true;
    }
}
