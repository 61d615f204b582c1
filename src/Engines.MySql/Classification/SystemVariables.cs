namespace CausalGateway.Engines.MySql.Classification;

/// <summary>The system variables that the classifier has to know.</summary>
internal static class SystemVariables
{
    /// <summary>
    /// Whether it tells what the connection did before. The server compares these names without regard to accents, so that one
    /// with letters outside ASCII may be any of them.
    /// </summary>
    public static bool TellsThePast(ReadOnlySpan<char> name) =>
        name is "last_insert_id" or "identity" or "warning_count" or "error_count" or "last_gtid" or "insert_id"
        || !System.Text.Ascii.IsValid(name);

    /// <summary>Whether the gateway relies on its value: on what the server logs, reports, and takes statements for.</summary>
    public static bool IsGuarded(ReadOnlySpan<char> name) =>
        name is "sql_log_bin" or "gtid_next" or "gtid_domain_id" or "gtid_seq_no" or "gtid_executed" or "gtid_purged"
            or "gtid_slave_pos" or "server_id" or "sql_mode" or "autocommit" or "read_only" or "super_read_only"
            or "skip_replication" or "wsrep_on" or "pseudo_slave_mode" or "pseudo_replica_mode"
        || name.StartsWith("session_track_");
}
