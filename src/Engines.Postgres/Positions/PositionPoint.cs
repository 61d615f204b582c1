namespace CausalGateway.Engines.Postgres.Positions;

/// <summary>How far one history has come.</summary>
/// <param name="History">The history.</param>
/// <param name="Lsn">
/// Demanded: replay must have reached it. Reported by a server: replayed (replica) or inserted (primary) up to it.
/// </param>
/// <param name="Xid">
/// Demanded: every transaction below it must be finished where the demand is met, because a replica had shown it (the
/// snapshot's xmax there; 0 if no replica was read). Reported by a primary: every transaction below it is finished (the
/// snapshot's xmin). Reported by a replica: <see cref="AnyXid"/>, since replay up to an LSN includes its transactions.
/// </param>
/// <remarks>
/// The second number exists because a standby can show a commit before its primary does: the primary waits for its
/// synchronous standbys, or is simply slower to leave the list of running transactions. The LSN alone cannot tell.
/// </remarks>
internal readonly record struct PositionPoint(PostgresHistory History, ulong Lsn, ulong Xid)
{
    /// <summary>Above every transaction id.</summary>
    public const ulong AnyXid = ulong.MaxValue;

    /// <summary>Whether each of the two numbers is at least the other's. Histories must be equal.</summary>
    public bool Reaches(PositionPoint other) => Lsn >= other.Lsn && Xid >= other.Xid;

    /// <summary>The higher of each number. Histories must be equal.</summary>
    public PositionPoint Merge(PositionPoint other) =>
        new(History, Math.Max(Lsn, other.Lsn), Math.Max(Xid, other.Xid));
}
