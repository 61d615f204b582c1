using CausalGateway.Engines.Postgres.Positions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>A position before a commit: a lower bound of where its record stands in the log.</summary>
/// <param name="InsertLsn">The log's end, or null on a server that was a replica.</param>
internal readonly record struct CommitFloor(ulong? InsertLsn)
{
    public const string Sql = "select case when not pg_is_in_recovery() then pg_current_wal_insert_lsn() end";

    /// <summary>Reads the current result.</summary>
    public static async ValueTask<CommitFloor> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        return new CommitFloor(reader.IsDBNull(0) ? null : Lsn.Parse(reader.GetString(0)));
    }

    /// <summary>Reads it in a round trip of its own, for statements that must stand alone in theirs.</summary>
    public static async ValueTask<CommitFloor> FetchAsync(StatementContext context, CancellationToken cancellationToken)
    {
        await using var batch = context.NewBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, cancellationToken);
    }

    /// <summary>The floor on the history that the position after the commit belongs to.</summary>
    /// <remarks>
    /// A statement that wrote nothing has no record, and the log's end may have lain beyond what is flushed even after it.
    /// </remarks>
    public PostgresPosition? Position(PlacedReading? after) =>
        InsertLsn is { } lsn && after is { History: { } history, Reading: var behind }
            ? new PostgresPosition(history, Math.Min(lsn, behind.Done))
            : null;
}
