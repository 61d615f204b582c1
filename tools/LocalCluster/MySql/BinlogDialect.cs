namespace CausalGateway.LocalCluster.MySql;

/// <summary>What differs between MySQL and MariaDB: their settings, their words for replication, how they compare positions.</summary>
internal abstract class BinlogDialect(ServerPrograms programs)
{
    /// <summary>How many of a source's threads send to replicas.</summary>
    public const string SendersQuery =
        "select count(*) from information_schema.processlist where command like 'Binlog Dump%'";

    /// <summary>The engine's name, as in <c>mysql</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>What servers' names begin with.</summary>
    public abstract string NamePrefix { get; }

    public ServerPrograms Programs => programs;

    /// <summary>How the client is told not to use TLS.</summary>
    public abstract IReadOnlyList<string> PlainArguments { get; }

    /// <summary>How the client is told to use TLS, with any certificate.</summary>
    public abstract IReadOnlyList<string> TlsArguments { get; }

    /// <summary>The variable that keeps everybody but the replication away from a replica's data.</summary>
    public abstract string ReadOnlyVariable { get; }

    /// <summary>The transactions that a server has, in a form that <see cref="WaitFor"/> takes.</summary>
    public abstract string ExecutedQuery { get; }

    public abstract string PauseReplay { get; }

    public abstract string ResumeReplay { get; }

    public abstract string StopReceiving { get; }

    public abstract string StopReplication { get; }

    /// <summary>Ends replication for good, as of a server that becomes the primary.</summary>
    public abstract string ForgetSource { get; }

    public abstract string StatusQuery { get; }

    /// <summary>The columns of <see cref="StatusQuery"/> that say whether it receives, and whether it replays.</summary>
    public abstract (string Receives, string Replays) StatusColumns { get; }

    /// <summary>Makes the data folder that all servers begin with, with the users of <see cref="SqlLogin"/>.</summary>
    public abstract Task<string> GetTemplateAsync(CancellationToken cancellationToken);

    /// <summary>The settings that all servers of a cluster have.</summary>
    public abstract IEnumerable<(string Name, string Value)> GetSettings(BinlogClusterOptions options);

    /// <summary>The settings of one server, by its number among those made, the primary's being 0.</summary>
    public abstract IEnumerable<(string Name, string Value)> GetServerSettings(BinlogClusterOptions options, int index);

    /// <summary>Makes a stopped replica, or a server that has none, follow a source, and starts it.</summary>
    public abstract string Follow(string host, int port);

    /// <summary>A query that waits for a position for up to a second, and answers 0 once it is reached.</summary>
    public abstract string WaitFor(string executed);

    /// <summary>Whether a server that no longer receives has replayed all that it has.</summary>
    public abstract Task<bool> HasReplayedAllAsync(BinlogServer server, CancellationToken cancellationToken);

    /// <summary>The settings that both engines know.</summary>
    protected static IEnumerable<(string Name, string Value)> GetCommonSettings(BinlogClusterOptions options) =>
    [
        ("bind_address", "127.0.0.1"),
        // No Unix socket: its path could be longer than the system allows.
        ("socket", ""),
        ("skip_name_resolve", "ON"),
        ("character_set_server", "utf8mb4"),
        ("log_bin", "binlog"),
        ("relay_log", "relay"),
        ("relay_log_recovery", "ON"),
        ("binlog_format", "ROW"),
        ("binlog_row_image", "FULL"),
        ("sync_binlog", options.Fsync ? "1" : "0"),
        ("innodb_flush_log_at_trx_commit", options.Fsync ? "1" : "2"),
        ("innodb_buffer_pool_size", "32M"),
        ("innodb_log_buffer_size", "2M"),
        ("innodb_use_native_aio", "OFF"),
        ("key_buffer_size", "64K"),
        ("max_connections", "200"),
        ("table_open_cache", "256"),
        ("table_definition_cache", "400"),
    ];

    /// <summary>The users and the database that every server has, without traces in any binary log.</summary>
    protected static IEnumerable<string> GetAccountStatements(IEnumerable<string> monitorGrants)
    {
        static string Name(SqlLogin login) => $"'{login.User}'@'127.0.0.1'";
        SqlLogin[] logins = [SqlLogin.Administrator, SqlLogin.Application, SqlLogin.Monitor, SqlLogin.Replication];
        return
        [
            .. logins.Select(login => $"CREATE USER IF NOT EXISTS {Name(login)} IDENTIFIED BY '{login.Password}'"),
            $"GRANT ALL ON *.* TO {Name(SqlLogin.Administrator)} WITH GRANT OPTION",
            $"GRANT REPLICATION SLAVE ON *.* TO {Name(SqlLogin.Replication)}",
            "CREATE DATABASE app CHARACTER SET utf8mb4",
            $"GRANT ALL ON app.* TO {Name(SqlLogin.Application)}",
            .. monitorGrants.Select(grant => $"GRANT {grant} TO {Name(SqlLogin.Monitor)}"),
        ];
    }
}
