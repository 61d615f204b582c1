using System.Collections.Immutable;

namespace CausalGateway.Causality.Checking;

/// <summary>What a session or a bookmark knows: of each row the least version that may still be shown. Immutable.</summary>
internal sealed class Knowledge
{
    public static readonly Knowledge Nothing = new(ImmutableDictionary<int, Bound>.Empty);

    private readonly ImmutableDictionary<int, Bound> _bounds;

    private Knowledge(ImmutableDictionary<int, Bound> bounds) => _bounds = bounds;

    /// <summary>What is known of a row; version 0 if nothing.</summary>
    public Bound this[int row] => _bounds.GetValueOrDefault(row);

    /// <summary>With a bound, unless a higher one is there, or one of the same version that says more directly why.</summary>
    public Knowledge With(int row, Bound bound) =>
        _bounds.TryGetValue(row, out var known)
            && (known.Version > bound.Version || (known.Version == bound.Version && known.Kind <= bound.Kind))
            ? this
            : new Knowledge(_bounds.SetItem(row, bound));

    /// <summary>The higher bound of each row.</summary>
    public Knowledge Merge(Knowledge other)
    {
        if (other._bounds.IsEmpty || ReferenceEquals(this, other))
        {
            return this;
        }

        return _bounds.IsEmpty ? other : other._bounds.Aggregate(this, (merged, bound) => merged.With(bound.Key, bound.Value));
    }

    /// <summary>The same bounds for another reason.</summary>
    public Knowledge As(BoundKind kind, int operation) =>
        new(_bounds.ToImmutableDictionary(bound => bound.Key, bound => new Bound(bound.Value.Version, kind, operation)));
}
