using System.Globalization;
using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Nodes;
using CausalGateway.Engines.Postgres.Positions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>Reads positions over connections for statements, inside their round trips, and finds out their history.</summary>
/// <remarks>
/// A replica's timeline shows only to users with <c>pg_read_all_stats</c>. For others the monitor is asked, after the position
/// was read, in a round trip shared by everybody who waits for one.
/// </remarks>
internal sealed class PositionReader(ServerMonitor monitor)
{
    /// <summary>Must stand behind the position's statement: read before it, it could name the timeline before a switch.</summary>
    private const string TimelineSql = "select max(received_tli) from pg_stat_wal_receiver";

    /// <summary>How long a position may take that is fetched on its own, after the client's statement has ended.</summary>
    private static readonly TimeSpan OwnDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Adds the statements whose results <see cref="ReadAsync"/> takes.</summary>
    public static void AddTo(NpgsqlBatch batch, ConnectionIdentity identity)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PositionReading.Sql));
        if (identity.SeesReceiver)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(TimelineSql));
        }
    }

    /// <summary>Reads the current result, and the next where <see cref="AddTo"/> added two.</summary>
    public async ValueTask<PlacedReading> ReadAsync(
        NpgsqlDataReader reader, ConnectionIdentity identity, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        var reading = PositionReading.Read(reader);
        uint? timeline = null;
        if (identity.SeesReceiver)
        {
            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            timeline = reader.IsDBNull(0) ? null : uint.Parse(reader.GetString(0), CultureInfo.InvariantCulture);
        }

        var (history, promoted) = await PlaceAsync(reading, timeline, identity.Server, cancellationToken);
        return new PlacedReading(reading, history, identity.Server, promoted, monitor.AsynchronousCommits);
    }

    /// <summary>Reads the position in a round trip of its own, with a deadline of its own.</summary>
    public async ValueTask<PlacedReading> FetchAsync(PooledConnection pooled)
    {
        using var deadline = new CancellationTokenSource(OwnDeadline);
        await using var batch = new NpgsqlBatch(pooled.Connection);
        TextResults.Request(batch);
        AddTo(batch, pooled.Identity);
        await using var reader = await batch.ExecuteReaderAsync(deadline.Token);
        return await ReadAsync(reader, pooled.Identity, deadline.Token);
    }

    private async ValueTask<(PostgresHistory? History, bool Promoted)> PlaceAsync(
        PositionReading reading, uint? timeline, ServerIdentity server, CancellationToken cancellationToken)
    {
        if (!reading.IsReplica)
        {
            return (new PostgresHistory(server.SystemIdentifier, reading.Timeline), false);
        }

        if (timeline is { } received && reading.Done != 0 && reading.Done <= reading.Known)
        {
            return (new PostgresHistory(server.SystemIdentifier, received), false);
        }

        var status = await monitor.ProbeAsync(cancellationToken);
        return status.Incarnation == server.Incarnation
            ? (status.HistoryOfEarlier(reading.Done), status.Role == ServerRole.Primary)
            : (null, false);
    }
}
