using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Nodes;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Tells how the histories of two servers relate, from the transactions that each knows of. Thread-safe.</summary>
/// <remarks>
/// <para>Positions say whether one server has what the other lacks, not which of two was promoted later. Where this gateway saw
/// a replica become a primary, that decides: after a failover that lost writes the winner lacks what the loser has.</para>
/// <para>Two servers are never asked at the same moment, so that a replica is often ahead of what was last heard of its
/// primary. What only that primary can have written is believed until the primary has been asked again, and lacks it still.</para>
/// </remarks>
internal abstract class HistoryJudge
{
    private readonly Lock _lock = new();

    /// <summary>By replica, the first answer of which something is not yet known to be its primary's.</summary>
    private readonly Dictionary<ServerIncarnation, MySqlNodeStatus> _unconfirmed = [];

    /// <summary>How the history of <paramref name="first"/> relates to that of <paramref name="second"/>.</summary>
    public HistoryRelation Compare(MySqlNodeStatus first, MySqlNodeStatus second)
    {
        if (first.Server == second.Server)
        {
            return HistoryRelation.Same;
        }

        return (first.Role, second.Role) switch
        {
            (ServerRole.Replica, ServerRole.Primary) => Follows(first, second),
            (ServerRole.Primary, ServerRole.Replica) => Follows(second, first),
            (ServerRole.Primary, ServerRole.Primary) => ComparePrimaries(first, second),
            _ => first.Known.Covers(second.Known) || second.Known.Covers(first.Known) ? HistoryRelation.Same : HistoryRelation.Unknown,
        };
    }

    /// <summary>Whether a server may come to cover a position: a primary if it knows of all of it, a replica always.</summary>
    /// <remarks>What a primary does not know of was written elsewhere, or was lost. A replica may still receive it.</remarks>
    public static bool CanReach(MySqlNodeStatus status, ReplicationPosition demanded) =>
        status.Role == ServerRole.Replica || status.Known.Covers(demanded);

    /// <summary>What <paramref name="position"/> has and <paramref name="other"/> lacks.</summary>
    protected abstract MissingTransactions Missing(ReplicationPosition position, ReplicationPosition other, string origin);

    /// <summary>Whether both have transactions of one and the same server.</summary>
    protected abstract bool HaveCommonOrigin(ReplicationPosition first, ReplicationPosition second);

    private HistoryRelation Follows(MySqlNodeStatus replica, MySqlNodeStatus primary)
    {
        lock (_lock)
        {
            if (_unconfirmed.TryGetValue(replica.Incarnation, out var earlier) && primary.AskedAt >= earlier.AnsweredAt)
            {
                if (Missing(earlier.Known, primary.Known, primary.Origin) != MissingTransactions.None)
                {
                    return HistoryRelation.Diverged;
                }

                _unconfirmed.Remove(replica.Incarnation);
            }

            switch (Missing(replica.Known, primary.Known, primary.Origin))
            {
                case MissingTransactions.None:
                    return HistoryRelation.Same;
                case MissingTransactions.OfOrigin when primary.AskedAt < replica.AnsweredAt:
                    _unconfirmed.TryAdd(replica.Incarnation, replica);
                    return HistoryRelation.Same;
                default:
                    return HistoryRelation.Diverged;
            }
        }
    }

    private HistoryRelation ComparePrimaries(MySqlNodeStatus first, MySqlNodeStatus second)
    {
        var promotions = Nullable.Compare(first.PromotedAt, second.PromotedAt);
        if (promotions != 0)
        {
            return promotions > 0 ? HistoryRelation.Newer : HistoryRelation.Older;
        }

        return first.Known.CompareTo(second.Known) switch
        {
            PositionOrder.After => HistoryRelation.Newer,
            PositionOrder.Before => HistoryRelation.Older,
            PositionOrder.Concurrent when !HaveCommonOrigin(first.Known, second.Known) => HistoryRelation.Diverged,
            // Each has what the other lacks, or nobody has written since a promotion: which one was promoted cannot be told.
            _ => HistoryRelation.Unknown,
        };
    }
}
