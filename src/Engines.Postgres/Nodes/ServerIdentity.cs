using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CausalGateway.Abstractions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>What stays the same for as long as one connection to a server lives: the server's incarnation and settings.</summary>
internal sealed record ServerIdentity
{
    /// <summary>The oldest server whose functions the position statements use.</summary>
    public const int OldestVersion = 140000;

    private const string FsyncWarning =
        "fsync is off: a crash of the machine can lose acknowledged writes without a trace. "
        + "Mend: ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();";

    private const string Sql =
        """
        select (select system_identifier from pg_control_system()),
               extract(epoch from pg_postmaster_start_time()),
               (select extract(epoch from backend_start) from pg_stat_activity where backend_type = 'checkpointer'),
               current_setting('server_version_num'), current_setting('server_version'),
               (select setting from pg_settings where name = 'wal_segment_size'), current_setting('fsync'),
               pg_has_role(current_user, 'pg_read_all_stats', 'usage'), current_user
        """;

    public required ulong SystemIdentifier { get; init; }

    /// <summary>
    /// The life of the server. The postmaster's start is not enough: it survives a crash restart, after which LSNs can be used
    /// again; the checkpointer's start does not.
    /// </summary>
    public required ServerIncarnation Incarnation { get; init; }

    /// <summary>When the postmaster started, as the server tells it to anybody: tells two servers behind one address apart.</summary>
    public required string PostmasterStart { get; init; }

    public required string Version { get; init; }

    public required ulong SegmentSize { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Asks a server over a fresh connection of the monitoring user.</summary>
    public static async ValueTask<ServerIdentity> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(Sql) } };
        TextResults.Request(batch);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (int.Parse(row.GetString(3), CultureInfo.InvariantCulture) < OldestVersion)
        {
            throw new EngineException(
                EngineErrorKind.Unreachable, $"PostgreSQL {row.GetString(4)} is too old; 14 is the oldest that works.");
        }

        if (row.IsDBNull(2))
        {
            throw row.GetString(7) == "t"
                ? new EngineException(EngineErrorKind.Unreachable, "The server is still starting.")
                : new EngineException(
                    EngineErrorKind.PermissionDenied,
                    $"The monitoring user cannot see the server's processes: GRANT pg_monitor TO \"{row.GetString(8)}\".");
        }

        var system = ulong.Parse(row.GetString(0), CultureInfo.InvariantCulture);
        return new ServerIdentity
        {
            SystemIdentifier = system,
            Incarnation = Fingerprint($"{system}/{row.GetString(1)}/{row.GetString(2)}"),
            PostmasterStart = row.GetString(1),
            Version = row.GetString(4),
            SegmentSize = ulong.Parse(row.GetString(5), CultureInfo.InvariantCulture),
            Warnings = row.GetString(6) == "off" ? [FsyncWarning] : [],
        };
    }

    private static ServerIncarnation Fingerprint(string life) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(life))));
}
