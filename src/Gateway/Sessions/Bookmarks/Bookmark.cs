using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>
/// What its holder depends on, in any number of clusters: also in those that this gateway does not know, whose positions are
/// carried along unread. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A bookmark is a set of (cluster, dependency in binary form). A merge is the union of the sets, and needs no engine; several
/// dependencies of one cluster are merged when they are read, and become one when the cluster's dependency is set.
/// </remarks>
internal sealed class Bookmark
{
    private readonly BookmarkPosition[] _positions;

    private Bookmark(BookmarkPosition[] positions) => _positions = positions;

    /// <summary>The bookmark that depends on nothing.</summary>
    public static Bookmark Empty { get; } = new([]);

    public bool IsEmpty => _positions.Length == 0;

    internal ReadOnlySpan<BookmarkPosition> Positions => _positions;

    /// <summary>Reads what the bookmark says of a cluster: null if it says nothing.</summary>
    /// <returns>
    /// False if it says something that cannot be read (a later version wrote it, or the cluster's name has come to mean another
    /// engine). That is not "nothing": the bookmark must be refused.
    /// </returns>
    public bool TryRead(string cluster, IPositionCodec codec, out CausalDependency? dependency)
    {
        dependency = null;
        foreach (var position in _positions)
        {
            if (position.Cluster != cluster)
            {
                continue;
            }

            if (!CausalDependencyCodec.TryRead(position.Dependency.Span, codec, out var one))
            {
                dependency = null;
                return false;
            }

            dependency = CausalDependency.Merge(dependency, one);
        }

        return true;
    }

    /// <summary>This bookmark with <paramref name="dependency"/> in place of everything that it said of the cluster.</summary>
    /// <remarks>It replaces and does not merge: what is to be kept of the old is part of <paramref name="dependency"/>.</remarks>
    public Bookmark With(string cluster, IPositionCodec codec, CausalDependency dependency)
    {
        using var writer = new PooledByteWriter();
        CausalDependencyCodec.Write(dependency, codec, writer);

        var others = 0;
        foreach (var position in _positions)
        {
            others += position.Cluster == cluster ? 0 : 1;
        }

        var positions = new BookmarkPosition[others + 1];
        var at = 0;
        foreach (var position in _positions)
        {
            if (position.Cluster != cluster)
            {
                positions[at++] = position;
            }
        }

        positions[at] = new BookmarkPosition(cluster, writer.Written.ToArray());
        return new Bookmark(positions);
    }

    /// <summary>A bookmark that depends on everything that this one and <paramref name="other"/> depend on.</summary>
    public Bookmark Merge(Bookmark other)
    {
        if (other.IsEmpty || ReferenceEquals(this, other))
        {
            return this;
        }

        if (IsEmpty)
        {
            return other;
        }

        var union = new List<BookmarkPosition>(_positions);
        foreach (var position in other._positions)
        {
            if (!union.Contains(position))
            {
                union.Add(position);
            }
        }

        return union.Count == _positions.Length ? this : new Bookmark([.. union]);
    }

    internal static Bookmark Of(List<BookmarkPosition> positions) => positions.Count == 0 ? Empty : new Bookmark([.. positions]);
}
