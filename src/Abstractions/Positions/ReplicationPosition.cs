namespace CausalGateway.Abstractions;

/// <summary>
/// A point in the history of a cluster: everything committed up to it is part of the state it stands for.
/// </summary>
/// <remarks>
/// <para>Immutable and thread-safe. A position carries the history it belongs to; positions of different histories are
/// <see cref="PositionOrder.Concurrent"/>, never compared as numbers.</para>
/// <para>The positions of one engine form a join-semilattice: <see cref="Merge(ReplicationPosition)"/> is commutative, associative and
/// idempotent, and its result covers both arguments.</para>
/// <para>All methods throw <see cref="ArgumentException"/> when given a position of another engine.</para>
/// </remarks>
public abstract class ReplicationPosition : IEquatable<ReplicationPosition>
{
    /// <summary>
    /// Of how many pieces it consists, between which others' transactions are missing: what it takes to keep grows with them. A
    /// merge with a position that has the transactions between joins them. 1 where positions have no gaps.
    /// </summary>
    public virtual int Fragments => 1;

    /// <summary>Tells how this position relates to <paramref name="other"/>.</summary>
    public abstract PositionOrder CompareTo(ReplicationPosition other);

    /// <summary>The least position that covers both this one and <paramref name="other"/>.</summary>
    public abstract ReplicationPosition Merge(ReplicationPosition other);

    /// <summary>Whether everything that <paramref name="other"/> stands for is part of this position.</summary>
    public bool Covers(ReplicationPosition other) =>
        ReferenceEquals(this, other) || CompareTo(other) is PositionOrder.Equal or PositionOrder.After;

    /// <summary>Merges two positions of which either may be missing; a missing one stands for "nothing".</summary>
    public static ReplicationPosition? Merge(ReplicationPosition? left, ReplicationPosition? right) =>
        left is null ? right : right is null ? left : left.Merge(right);

    /// <summary>The short form that receipts and the topology show, in the engine's own notation, e.g. <c>0/4077FB0@1</c>.</summary>
    public abstract string ToDisplayString();

    /// <summary>The complete text form; <see cref="IPositionCodec.TryParse"/> of it gives an equal position.</summary>
    public abstract override string ToString();

    /// <inheritdoc/>
    public abstract bool Equals(ReplicationPosition? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as ReplicationPosition);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}
