namespace CausalGateway.LocalCluster.MySql;

/// <summary>MySQL: sets of GTIDs, and a commit order that may be given up.</summary>
internal sealed class MySqlDialect(ServerPrograms programs) : BinlogDialect(programs)
{
    private static readonly string[] MonitorTables =
    [
        "replication_connection_configuration", "replication_connection_status", "replication_applier_configuration",
        "replication_applier_status", "replication_applier_status_by_coordinator", "replication_applier_status_by_worker",
        "replication_applier_filters", "replication_applier_global_filters",
    ];

    // A template and the servers made from it must agree about the files of InnoDB.
    private static readonly (string Name, string Value)[] FileSettings =
        [("innodb_redo_log_capacity", "16M"), ("innodb_doublewrite", "OFF")];

    public override string Engine => "mysql";

    public override string NamePrefix => "my";

    public override IReadOnlyList<string> PlainArguments => ["--ssl-mode=DISABLED"];

    public override IReadOnlyList<string> TlsArguments => ["--ssl-mode=REQUIRED"];

    public override string ReadOnlyVariable => "super_read_only";

    public override string ExecutedQuery => "select replace(@@global.gtid_executed, '\n', '')";

    public override string PauseReplay => "stop replica sql_thread";

    public override string ResumeReplay => "start replica sql_thread";

    public override string StopReceiving => "stop replica io_thread";

    public override string StopReplication => "stop replica";

    public override string ForgetSource => "stop replica; reset replica all";

    public override string StatusQuery => "show replica status";

    public override (string Receives, string Replays) StatusColumns => ("Replica_IO_Running", "Replica_SQL_Running");

    public override Task<string> GetTemplateAsync(CancellationToken cancellationToken)
    {
        string[] statements =
        [
            .. GetAccountStatements(
            [
                "REPLICATION CLIENT ON *.*",
                .. MonitorTables.Select(table => $"SELECT ON performance_schema.{table}"),
            ]),
            "SHUTDOWN",
        ];
        (string Name, string Value)[] variables =
            [.. FileSettings, .. GetFolderSettings(), ("innodb_flush_log_at_trx_commit", "2")];
        var settings = Array.ConvertAll(variables, variable => $"--{variable.Name.Replace('_', '-')}={variable.Value}");
        return DataTemplate.GetAsync(
            Engine,
            string.Join('\n', [Programs.Version, .. statements, .. settings]),
            async (sandbox, data, token) =>
            {
                string[] common = ["--no-defaults", $"--datadir={data}", .. settings];
                await sandbox.Tools.RunAsync(
                    sandbox.Folder, Programs.Server, [.. common, "--initialize-insecure"], token);

                // What a first start does, users among it, initialization refuses.
                var script = Path.Combine(sandbox.Folder, "users.sql");
                await File.WriteAllLinesAsync(script, statements.Select(statement => $"{statement};"), token);
                await sandbox.Tools.RunAsync(
                    sandbox.Folder,
                    Programs.Server,
                    [
                        .. common, "--skip-log-bin", "--skip-networking", "--socket=", "--mysqlx=OFF",
                        $"--pid-file={sandbox.Folder}/pid", $"--init-file={script}",
                    ],
                    token);

                // Without it, each server gives itself an identity when it first starts.
                File.Delete(Path.Combine(data, "auto.cnf"));
            },
            cancellationToken);
    }

    public override IEnumerable<(string Name, string Value)> GetSettings(BinlogClusterOptions options) =>
    [
        .. GetCommonSettings(options),
        .. FileSettings,
        .. GetFolderSettings(),
        ("mysqlx", "OFF"),
        ("gtid_mode", "ON"),
        ("enforce_gtid_consistency", "ON"),
        ("log_replica_updates", "ON"),
        ("replica_parallel_workers", "4"),
        ("binlog_expire_logs_seconds", "0"),
        ("temptable_max_ram", "16M"),
        .. GetPerformanceSchemaSettings(),
    ];

    public override IEnumerable<(string Name, string Value)> GetServerSettings(BinlogClusterOptions options, int index)
    {
        var orders = ((MySqlClusterOptions)options).PreserveCommitOrder;
        var isKept = index == 0 || index > orders.Count || orders[index - 1];
        return [("replica_preserve_commit_order", isKept ? "ON" : "OFF")];
    }

    public override string Follow(string host, int port) =>
        $"""
        change replication source to source_host = '{host}', source_port = {port},
          source_user = '{SqlLogin.Replication.User}', source_password = '{SqlLogin.Replication.Password}',
          source_ssl = 1, source_auto_position = 1, source_connect_retry = 1, source_retry_count = 1000000;
        start replica
        """;

    public override string WaitFor(string executed) => $"select wait_for_executed_gtid_set('{executed}', 1)";

    public override async Task<bool> HasReplayedAllAsync(BinlogServer server, CancellationToken cancellationToken)
    {
        var status = (await server.QueryAsync(StatusQuery, cancellationToken))[0];
        return await server.ScalarAsync<bool>(
            $"select gtid_subset('{status["Retrieved_Gtid_Set"]}', @@global.gtid_executed)", cancellationToken);
    }

    /// <summary>The replication tables need it; everything else of it only takes memory, 150 MB a server.</summary>
    private static IEnumerable<(string Name, string Value)> GetPerformanceSchemaSettings()
    {
        string[] unused =
        [
            "digests_size", "error_size", "events_statements_history_long_size", "events_waits_history_long_size",
            "events_stages_history_long_size", "events_transactions_history_long_size", "max_memory_classes",
            "max_mutex_instances", "max_rwlock_instances", "max_table_instances", "max_statement_classes",
            "max_digest_length", "max_sql_text_length",
        ];
        return
        [
            ("performance_schema", "ON"),
            ("performance_schema_instrument", "%=OFF"),
            .. unused.Select(size => ($"performance_schema_{size}", "0")),
        ];
    }

    /// <summary>Where an installation in a folder of its own, which its programs do not know, keeps its parts.</summary>
    private List<(string Name, string Value)> GetFolderSettings()
    {
        var messages = Path.Combine(Programs.BaseFolder, "share/mysql");
        var plugins = Path.Combine(Programs.BaseFolder, "lib/mysql/plugin");
        List<(string Name, string Value)> settings = [("basedir", Programs.BaseFolder), ("secure_file_priv", "NULL")];
        if (Directory.Exists(messages))
        {
            settings.Add(("lc_messages_dir", messages));
            settings.Add(("character_sets_dir", Path.Combine(messages, "charsets")));
        }

        if (Directory.Exists(plugins))
        {
            settings.Add(("plugin_dir", plugins));
        }

        return settings;
    }
}
