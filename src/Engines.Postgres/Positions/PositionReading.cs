using System.Globalization;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Positions;

/// <summary>What a server says of its position in one statement, the same for a primary and a replica.</summary>
/// <remarks>
/// The role is read once, in a subquery that is not flattened (OFFSET 0): a promotion in the middle of the statement then
/// gives an answer of the old role, whose replayed position stays valid, and never a mixture. Columns are read from left to
/// right: whether replay is paused before the position, so that the position counts every record that had shown until then.
/// </remarks>
internal sealed record PositionReading
{
    /// <summary>The statement. Needs no more than a login.</summary>
    public const string Sql =
        """
        select s.standby,
               case when s.standby then pg_get_wal_replay_pause_state() else pg_walfile_name(pg_current_wal_insert_lsn()) end,
               case when s.standby then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end,
               case when s.standby then pg_last_wal_receive_lsn() else pg_current_wal_insert_lsn() end,
               pg_current_snapshot()
          from (select pg_is_in_recovery() as standby offset 0) s
        """;

    private const int TimelineDigits = 8;

    public required bool IsReplica { get; init; }

    /// <summary>Replayed (replica) or flushed (primary) up to here.</summary>
    public required ulong Done { get; init; }

    /// <summary>Received (replica) or inserted (primary) up to here; at least <see cref="Done"/>, or 0 if not known.</summary>
    public required ulong Known { get; init; }

    /// <summary>Whether replay stands still between two records.</summary>
    public bool ReplayPaused { get; init; }

    /// <summary>A primary's timeline. A replica does not know its own by this statement.</summary>
    public uint Timeline { get; init; }

    public required RunningTransactions Transactions { get; init; }

    /// <summary>Reads the current row of a result of <see cref="Sql"/> whose columns came as text.</summary>
    public static PositionReading Read(NpgsqlDataReader row)
    {
        var isReplica = row.GetString(0) == "t";
        return new PositionReading
        {
            IsReplica = isReplica,
            Done = row.IsDBNull(2) ? 0 : Lsn.Parse(row.GetString(2)),
            Known = row.IsDBNull(3) ? 0 : Lsn.Parse(row.GetString(3)),
            ReplayPaused = isReplica && row.GetString(1) == "paused",
            Timeline = isReplica ? 0 : ParseTimeline(row.GetString(1)),
            Transactions = RunningTransactions.Parse(row.GetString(4)),
        };
    }

    /// <summary>What every later statement on the same server incarnation certainly sees.</summary>
    public PostgresPosition LowerBound(PostgresHistory history) =>
        IsReplica
            ? new PostgresPosition(history, Done, PositionPoint.AnyXid)
            // What its own log contains a primary shows as soon as the transactions are finished, flushed or not.
            : new PostgresPosition(history, Math.Max(Done, Known), Transactions.Xmin);

    /// <summary>What earlier statements on the same server incarnation may at most have seen.</summary>
    /// <remarks>
    /// On a replica a transaction shows a moment before the position counts it. The record being replayed starts at the
    /// replayed position; one byte more is reached only by a server that has finished it. On a primary a commit shows after
    /// its record was flushed, or, where asynchronous commits are allowed, after it was inserted.
    /// </remarks>
    public PostgresPosition UpperBound(PostgresHistory history, bool asynchronousCommits, ulong segmentSize)
    {
        if (IsReplica)
        {
            var recordInFlight = Known > Done && !ReplayPaused;
            return new PostgresPosition(history, recordInFlight ? Done + 1 : Done, Transactions.Xmax);
        }

        return new PostgresPosition(
            history, asynchronousCommits ? Math.Max(Done, Lsn.WithoutPageHeader(Known, segmentSize)) : Done);
    }

    /// <summary>The first eight digits of a WAL file's name are its timeline.</summary>
    private static uint ParseTimeline(string walFile) =>
        uint.Parse(walFile.AsSpan(0, TimelineDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
