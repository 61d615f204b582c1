using CausalGateway.Engines.Postgres.Classification;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Tests.Classification;

/// <summary>Compares what the classifier believes with what a real server says of itself.</summary>
public sealed class AllowListAgainstServerTests(BareServer server) : IClassFixture<BareServer>
{
    /// <summary>What precedes a statement that is tried out.</summary>
    private const string Guard = "set transaction read only; set local statement_timeout = '10s'";

    /// <summary>Functions of versions later than 15, the oldest that the tests run on.</summary>
    private static readonly HashSet<string> Newer =
    [
        // 16
        "any_value", "array_sample", "array_shuffle", "date_add", "date_subtract", "erf", "erfc", "json_agg_strict",
        "json_object_agg_strict", "json_object_agg_unique", "json_object_agg_unique_strict", "jsonb_agg_strict", "jsonb_object_agg_strict",
        "jsonb_object_agg_unique", "jsonb_object_agg_unique_strict", "pg_input_error_info", "pg_input_is_valid", "random_normal",
        // 17
        "icu_unicode_version", "jsonb_populate_record_valid", "pg_basetype", "pg_column_toast_chunk_id", "to_bin", "to_oct",
        "to_regtypemod", "unicode_assigned", "unicode_version", "uuid_extract_timestamp", "uuid_extract_version", "xmltext",
        // 18
        "array_reverse", "array_sort", "casefold", "crc32", "crc32c", "gamma",
        "has_largeobject_privilege", "lgamma", "pg_get_acl", "uuidv4", "uuidv7",
    ];

    /// <summary>Volatile functions that may share a connection: clocks.</summary>
    private static readonly HashSet<string> Clocks = ["clock_timestamp", "timeofday"];

    /// <summary>Volatile functions that were looked at one by one, and leave nothing behind on a replica.</summary>
    private static readonly HashSet<string> ReviewedVolatile =
    [
        .. Clocks,
        // Draw from a generator; nobody can tell which server's.
        "gen_random_uuid", "random",
        // Only wait.
        "pg_sleep", "pg_sleep_for", "pg_sleep_until",
        // Sampling methods; their functions take an internal argument and cannot be called.
        "bernoulli", "system",
        // Look at files or at shared memory of the server that answers.
        "pg_collation_actual_version", "pg_database_collation_actual_version", "pg_database_size", "pg_indexes_size",
        "pg_partition_ancestors", "pg_partition_tree", "pg_relation_size", "pg_table_size", "pg_tablespace_size",
        "pg_total_relation_size", "pg_control_checkpoint", "pg_control_init", "pg_control_recovery", "pg_control_system",
        "pg_blocking_pids", "pg_safe_snapshot_blocking_pids", "pg_lock_status", "pg_notification_queue_usage", "pg_jit_available",
        "pg_get_wal_replay_pause_state", "pg_is_in_recovery", "pg_is_wal_replay_paused", "pg_last_wal_receive_lsn",
        "pg_last_wal_replay_lsn", "pg_last_xact_replay_timestamp",
        // Look at the statement, or at the commit log, which WAL carries.
        "current_query", "pg_xact_status", "txid_status",
    ];

    [Fact]
    public async Task AllowedNames_AreBuiltInFunctions()
    {
        var known = await ReadNamesAsync("select distinct proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace");

        Assert.Empty(Allowed().Except(known).Except(Newer));
        Assert.Empty(BuiltInFunctions.OfKind(FunctionKind.Session).Except(known));
    }

    [Fact]
    public async Task AllowedNames_VolatileOverload_WasReviewed()
    {
        var volatiles = await ReadVolatilesAsync();

        Assert.Empty(Allowed().Intersect(volatiles).Except(ReviewedVolatile));
        Assert.Empty(ReviewedVolatile.Except(volatiles));
        Assert.Empty(ReviewedVolatile.Except(Allowed()));
    }

    [Fact]
    public async Task ShareableNames_VolatileOverload_IsAClock()
    {
        var volatiles = await ReadVolatilesAsync();

        Assert.Empty(BuiltInFunctions.OfKind(FunctionKind.Read).Intersect(volatiles).Except(Clocks));
    }

    [Fact]
    public async Task NeverFunctions_OnTheServer_CannotNameFunctions()
    {
        var reserved = await ReadNamesAsync("select word from pg_get_keywords() where catcode = 'R'");
        var columnNames = await ReadNamesAsync("select word from pg_get_keywords() where catcode = 'C'");

        Assert.Empty(Keywords.Words(Keywords.Reserved).Except(reserved));
        Assert.Empty(Keywords.Words(Keywords.NeverFunctions).Except(columnNames));
    }

    [Fact]
    public async Task Reads_RunReadOnly_AreNeitherWritesNorSyntaxErrors()
    {
        await using var connection = await server.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        List<string> failures = [];
        foreach (var sql in StatementTable.Reads)
        {
            var state = await SqlStateOfAsync(connection, sql);
            if (state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.SyntaxError
                or PostgresErrorCodes.QueryCanceled)
            {
                failures.Add($"{state}: {sql}");
            }
        }

        Assert.Empty(failures);
    }

    private static IEnumerable<string> Allowed() =>
        BuiltInFunctions.OfKind(FunctionKind.Read).Concat(BuiltInFunctions.OfKind(FunctionKind.LeasedRead));

    private Task<HashSet<string>> ReadVolatilesAsync() => ReadNamesAsync(
        "select distinct proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace and provolatile = 'v'");

    private async Task<HashSet<string>> ReadNamesAsync(string sql)
    {
        await using var command = server.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        HashSet<string> names = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>Runs a statement in a read-only transaction, with NULL for every parameter.</summary>
    private static async Task<string?> SqlStateOfAsync(NpgsqlConnection connection, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(Guard, connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        command.CommandText = sql;
        for (var count = new PostgresStatementClassifier().Classify(sql).ParameterCount; count > 0; count--)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = DBNull.Value });
        }

        try
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (PostgresException exception)
        {
            return exception.SqlState;
        }
    }
}
