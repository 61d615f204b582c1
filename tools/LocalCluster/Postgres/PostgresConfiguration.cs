namespace CausalGateway.LocalCluster.Postgres;

/// <summary>
/// What the servers' configuration files say. pg_basebackup and pg_rewind copy these files from server to server, so they
/// hold nothing of one server; that is said on its command line.
/// </summary>
internal static class PostgresConfiguration
{
    public static IEnumerable<string> GetSettings(PostgresClusterOptions options)
    {
        string[] settings =
        [
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            "wal_level = logical",
            "hot_standby = on",
            // pg_rewind needs the hints; full_page_writes it needs as well.
            "wal_log_hints = on",
            "full_page_writes = on",
            "wal_keep_size = 256MB",
            "max_wal_senders = 40",
            "max_replication_slots = 40",
            "max_connections = 200",
            "shared_buffers = 32MB",
            // Posix segments would stay behind in /dev/shm after SIGKILL; these lie in the data folder.
            "dynamic_shared_memory_type = mmap",
            "synchronous_commit = on",
            $"fsync = {(options.Fsync ? "on" : "off")}",
            "restart_after_crash = on",
            // A healed link is used again soon; the default is 5 s.
            "wal_retrieve_retry_interval = 100ms",
            "log_line_prefix = '%m [%p] '",
        ];
        return settings.Concat(options.Settings.Select(
            setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'"));
    }

    public static IEnumerable<string> GetAccessRules(PostgresClusterOptions options) =>
    [
        "host all         postgres 127.0.0.1/32 trust",
        "host replication postgres 127.0.0.1/32 trust",
        $"host all         all      127.0.0.1/32 {(options.RequirePasswords ? "scram-sha-256" : "trust")}",
        $"host replication all      127.0.0.1/32 {(options.RequirePasswords ? "scram-sha-256" : "trust")}",
    ];
}
