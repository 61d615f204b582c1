using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>What a server said of its position inside the round trip of a statement.</summary>
/// <param name="LowerBound">What later statements on the same incarnation see at least.</param>
/// <param name="UpperBound">What earlier statements on the same incarnation have shown at most.</param>
/// <param name="IsReadOnly">Whether the server takes no writes: a replica, as far as a statement can tell.</param>
/// <param name="RefusesWrites">Whether this session's next transaction is read-only, whatever the user may do.</param>
/// <param name="OwnLast">MariaDB's name of the last transaction of this session in the log; null where the family has none.</param>
internal sealed record PositionReading(
    ReplicationPosition LowerBound, ReplicationPosition UpperBound, bool IsReadOnly, bool RefusesWrites, string? OwnLast = null)
{
    /// <summary>The role that the server shows.</summary>
    public ServerRole Role => IsReadOnly ? ServerRole.Replica : ServerRole.Primary;

    /// <summary>Whether, by a reading before a statement and one behind it, the statement certainly committed nothing.</summary>
    public static bool ShowNoCommit(PositionReading? before, PositionReading? after) =>
        before is not null && after is not null
        && (before.OwnLast is { } own ? own == after.OwnLast : before.LowerBound.Covers(after.UpperBound));
}
