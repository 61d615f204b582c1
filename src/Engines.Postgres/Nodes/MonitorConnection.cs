using System.Globalization;
using CausalGateway.Engines.Postgres.Positions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>The monitoring user's connection, and what it asks.</summary>
/// <remarks>
/// The position is read before the timeline. The other order could put a position of the next timeline down to the last one.
/// </remarks>
internal sealed class MonitorConnection : IAsyncDisposable
{
    /// <summary>
    /// Columns: read-only default, whether any commits are asynchronous, receiver's timeline, flushed LSN; the last two null
    /// without a receiver. All of it can change while the server runs.
    /// </summary>
    private const string LinkSql =
        """
        select current_setting('default_transaction_read_only'),
               current_setting('synchronous_commit') = 'off'
                 or exists (select from pg_db_role_setting where 'synchronous_commit=off' = any (setconfig)),
               r.received_tli, greatest(r.flushed_lsn, r.written_lsn)
          from (select) one left join pg_stat_wal_receiver r on true
        """;

    /// <summary>The highest timeline of which the server has any log, in hexadecimal.</summary>
    private const string NewestTimelineSql = "select max(left(name, 8)) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'";

    private readonly NpgsqlConnection _connection;

    private MonitorConnection(NpgsqlConnection connection, ServerIdentity server) => (_connection, Server) = (connection, server);

    public ServerIdentity Server { get; }

    public static async Task<MonitorConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            return new MonitorConnection(connection, await ServerIdentity.ReadAsync(connection, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for position and replication in one round trip.</summary>
    /// <param name="remembered">What this server was last seen to receive, or null.</param>
    /// <param name="cancellationToken">Breaks the connection.</param>
    public async Task<MonitorAnswer> AskAsync(ReceivedLog? remembered, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(_connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(PositionReading.Sql), new NpgsqlBatchCommand(LinkSql) },
        };
        TextResults.Request(batch);
        PositionReading reading;
        bool readOnly, asynchronous, receiving;
        ReceivedLog? received = null;
        await using (var row = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            reading = PositionReading.Read(row);
            await row.NextResultAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            readOnly = row.GetString(0) == "on";
            asynchronous = row.GetString(1) == "t";
            receiving = !row.IsDBNull(2);
            if (reading.IsReplica && receiving)
            {
                var timeline = uint.Parse(row.GetString(2), CultureInfo.InvariantCulture);
                received = new ReceivedLog(
                    new PostgresHistory(Server.SystemIdentifier, timeline), Math.Max(reading.Known, Lsn.Parse(row.GetString(3))));
            }
        }

        if (reading.IsReplica && !receiving && remembered is not null)
        {
            received = await IsNewestTimelineAsync(remembered.History, cancellationToken) ?? reading.Done <= remembered.Lsn
                ? remembered with { Lsn = Math.Max(remembered.Lsn, Math.Max(reading.Done, reading.Known)) }
                : null;
        }

        return new MonitorAnswer(reading, readOnly, asynchronous, receiving, received);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>
    /// Whether the server has no log of a later timeline: then all that it has replayed, also what it received unseen before
    /// its receiver went away, is of this one. An archive may bring a later one without any receiver. Null if the user may not
    /// look.
    /// </summary>
    private async Task<bool?> IsNewestTimelineAsync(PostgresHistory history, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(NewestTimelineSql, _connection);
        try
        {
            var newest = await command.ExecuteScalarAsync(cancellationToken) as string;
            return newest == history.Timeline.ToString("X8", CultureInfo.InvariantCulture);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }
}
