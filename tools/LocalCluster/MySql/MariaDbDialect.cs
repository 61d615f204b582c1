namespace CausalGateway.LocalCluster.MySql;

/// <summary>MariaDB: a number for each domain, and always the source's order within one.</summary>
internal sealed class MariaDbDialect(MariaDbPrograms programs) : BinlogDialect(programs.Programs)
{
    // A template and the servers made from it must agree about the files of InnoDB.
    private static readonly (string Name, string Value)[] FileSettings = [("innodb_log_file_size", "16M")];

    public override string Engine => "mariadb";

    public override string NamePrefix => "maria";

    public override IReadOnlyList<string> PlainArguments => ["--skip-ssl"];

    public override IReadOnlyList<string> TlsArguments => ["--ssl", "--skip-ssl-verify-server-cert"];

    public override string ReadOnlyVariable => "read_only";

    public override string ExecutedQuery => "select @@global.gtid_binlog_pos";

    public override string PauseReplay => "stop slave sql_thread";

    public override string ResumeReplay => "start slave sql_thread";

    public override string StopReceiving => "stop slave io_thread";

    public override string StopReplication => "stop slave";

    public override string ForgetSource => "stop slave; reset slave all";

    public override string StatusQuery => "show slave status";

    public override (string Receives, string Replays) StatusColumns => ("Slave_IO_Running", "Slave_SQL_Running");

    public override Task<string> GetTemplateAsync(CancellationToken cancellationToken)
    {
        string[] statements =
        [
            // The script runs without users in force; this puts them there.
            "FLUSH PRIVILEGES", .. GetAccountStatements(["BINLOG MONITOR, REPLICA MONITOR ON *.*"]),
        ];
        var settings = Array.ConvertAll(FileSettings, setting => $"--{setting.Name.Replace('_', '-')}={setting.Value}");
        return DataTemplate.GetAsync(
            Engine,
            string.Join('\n', [Programs.Version, .. statements, .. settings]),
            async (sandbox, data, token) =>
            {
                var script = Path.Combine(sandbox.Folder, "users.sql");
                await File.WriteAllLinesAsync(script, statements.Select(statement => $"{statement};"), token);
                await sandbox.Tools.RunAsync(
                    sandbox.Folder,
                    programs.Installer,
                    [
                        "--no-defaults", $"--basedir={Programs.BaseFolder}", $"--datadir={data}",
                        "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-log-bin", .. settings,
                        $"--extra-file={script}",
                    ],
                    token);
            },
            cancellationToken);
    }

    public override IEnumerable<(string Name, string Value)> GetSettings(BinlogClusterOptions options) =>
    [
        .. GetCommonSettings(options),
        .. FileSettings,
        ("basedir", Programs.BaseFolder),
        ("log_slave_updates", "ON"),
        ("gtid_strict_mode", "ON"),
        ("gtid_domain_id", "0"),
        ("slave_parallel_threads", "4"),
        ("slave_parallel_mode", "optimistic"),
        ("expire_logs_days", "0"),
        ("aria_pagecache_buffer_size", "1M"),
        ("performance_schema", "OFF"),
    ];

    public override IEnumerable<(string Name, string Value)> GetServerSettings(BinlogClusterOptions options, int index) => [];

    public override string Follow(string host, int port) =>
        $"""
        change master to master_host = '{host}', master_port = {port},
          master_user = '{SqlLogin.Replication.User}', master_password = '{SqlLogin.Replication.Password}',
          master_ssl = 1, master_use_gtid = slave_pos, master_connect_retry = 1;
        start slave
        """;

    public override string WaitFor(string executed) => $"select master_gtid_wait('{executed}', 1)";

    public override async Task<bool> HasReplayedAllAsync(BinlogServer server, CancellationToken cancellationToken)
    {
        var status = (await server.QueryAsync(StatusQuery, cancellationToken))[0];
        return await server.ScalarAsync<bool>(
            $"select master_gtid_wait('{status["Gtid_IO_Pos"]}', 1) = 0", cancellationToken);
    }
}
