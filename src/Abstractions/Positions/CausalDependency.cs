namespace CausalGateway.Abstractions;

/// <summary>What a session or a bookmark depends on: the state that its later reads must not fall behind.</summary>
/// <param name="Position">An upper bound of everything the session has written or been shown.</param>
/// <param name="CommitFloor">
/// A lower bound of the session's newest commit (the position just before it), or null if it has not written. After a lossy
/// failover it tells a certain loss from a possible one.
/// </param>
/// <param name="Witness">
/// A server incarnation that certainly shows all of this, whatever positions it reports;
/// <see cref="ServerIncarnation.None"/> if there is none.
/// </param>
/// <remarks>
/// A witness is needed because <paramref name="Position"/> is an upper bound: the very server that gave an answer may report a
/// position just below it a moment later, and may still serve the session again.
/// </remarks>
public sealed record CausalDependency(
    ReplicationPosition Position, ReplicationPosition? CommitFloor = null, ServerIncarnation Witness = default)
{
    /// <summary>Merges two dependencies of which either may be missing.</summary>
    /// <remarks>A witness survives only where both name it: it need not show what the other one was shown elsewhere.</remarks>
    public static CausalDependency? Merge(CausalDependency? left, CausalDependency? right)
    {
        if (left is null || right is null || left == right)
        {
            return left ?? right;
        }

        return new CausalDependency(
            left.Position.Merge(right.Position),
            ReplicationPosition.Merge(left.CommitFloor, right.CommitFloor),
            left.Witness == right.Witness ? left.Witness : ServerIncarnation.None);
    }
}
