using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Tells from MariaDB's variables and the state of its channels what a server is, and what is wrong with it.</summary>
internal static class MariaDbStatus
{
    public const string Sql =
        """
        SELECT @@global.gtid_slave_pos AS gtid_slave_pos, @@global.gtid_binlog_state AS gtid_binlog_state,
               @@global.read_only AS read_only, @@global.server_id AS server_id, @@global.log_bin AS log_bin,
               @@global.log_slave_updates AS log_slave_updates, @@global.gtid_strict_mode AS gtid_strict_mode,
               @@global.sync_binlog AS sync_binlog, @@global.innodb_flush_log_at_trx_commit AS flush_log
        """;

    private static readonly string[] Filters =
    [
        "Replicate_Do_DB", "Replicate_Ignore_DB", "Replicate_Do_Table", "Replicate_Ignore_Table",
        "Replicate_Wild_Do_Table", "Replicate_Wild_Ignore_Table", "Replicate_Do_Domain_Ids",
        "Replicate_Ignore_Domain_Ids", "Replicate_Ignore_Server_Ids", "Replicate_Rewrite_DB",
    ];

    private static readonly string[] LogFilters = ["Binlog_Do_DB", "Binlog_Ignore_DB"];

    public static Version OldestVersion { get; } = new(10, 6, 0);

    /// <summary>The server's <c>gtid_binlog_state</c>.</summary>
    public static MariaDbPosition BinlogState(TextTable variables) => Position(variables, "gtid_binlog_state");

    /// <param name="variables">The answer to <see cref="Sql"/>.</param>
    /// <param name="log">The state of the binary log.</param>
    /// <param name="channels">The state of the connections to primaries.</param>
    /// <param name="committed">What the binary log proves to be committed, or null without one.</param>
    public static MonitorAnswer Interpret(TextTable variables, TextTable log, TextTable channels, MariaDbPosition? committed)
    {
        var slavePos = Position(variables, "gtid_slave_pos");
        var binlogState = BinlogState(variables);
        var isReplica = channels.Rows > 0;
        var isReadOnly = variables[0, "read_only"] is not ("0" or "OFF");
        var logs = variables.IsOn(0, "log_bin") && variables.IsOn(0, "log_slave_updates");
        var origin = variables.Text(0, "server_id");
        return new MonitorAnswer
        {
            Role = isReplica ? ServerRole.Replica : ServerRole.Primary,
            Writable = !isReplica && !isReadOnly,
            Reached = logs ? ReplicationPosition.Merge(MariaDbPosition.Applied(slavePos, binlogState), committed) : null,
            Known = binlogState,
            Origin = origin,
            History = $"server_id {origin}",
            Link = isReplica ? LinkOf(channels) : ReplicationLink.None,
            UnreplayedBytes = isReplica ? UnreplayedBytes(channels) : null,
            Obstacles = FindObstacles(variables, channels, isReplica, isReadOnly),
            Warnings = FindWarnings(variables, log, channels),
        };
    }

    private static MariaDbPosition Position(TextTable variables, string name) =>
        MariaDbPosition.TryParse(variables[0, name], out var position)
            ? position
            : throw new DriverException(DriverFailure.Protocol, "The server's position could not be read.");

    private static ReplicationLink LinkOf(TextTable channels)
    {
        var link = ReplicationLink.Streaming;
        for (var i = 0; i < channels.Rows; i++)
        {
            if (!channels.IsOn(i, "Slave_IO_Running"))
            {
                return ReplicationLink.Stopped;
            }

            link = channels.IsOn(i, "Slave_SQL_Running") ? link : ReplicationLink.Paused;
        }

        return link;
    }

    private static long? UnreplayedBytes(TextTable channels)
    {
        var bytes = 0L;
        for (var i = 0; i < channels.Rows; i++)
        {
            if (channels[i, "Master_Log_File"] != channels[i, "Relay_Master_Log_File"]
                || channels.Number(i, "Read_Master_Log_Pos") is not { } read
                || channels.Number(i, "Exec_Master_Log_Pos") is not { } executed)
            {
                return null;
            }

            bytes += Math.Max(0, read - executed);
        }

        return bytes;
    }

    private static List<string> FindObstacles(TextTable variables, TextTable channels, bool isReplica, bool isReadOnly)
    {
        var obstacles = new List<string>();
        if (!variables.IsOn(0, "log_bin"))
        {
            obstacles.Add("The binary log is off. Mend: set log_bin in the server's configuration and restart it.");
        }

        if (!variables.IsOn(0, "log_slave_updates"))
        {
            obstacles.Add(
                "log_slave_updates is off. Mend: set log_slave_updates = ON in the server's configuration and restart it.");
        }

        if (!variables.IsOn(0, "gtid_strict_mode"))
        {
            obstacles.Add(
                "gtid_strict_mode is off: transactions can be numbered out of order. Mend: SET GLOBAL gtid_strict_mode = ON; and "
                + "the same in the server's configuration.");
        }

        if (isReplica && !isReadOnly)
        {
            obstacles.Add(
                "It is a replica that takes writes. Mend: SET GLOBAL read_only = ON; and the same in the server's configuration.");
        }

        for (var i = 0; i < channels.Rows; i++)
        {
            if (channels[i, "Using_Gtid"] is "No")
            {
                obstacles.Add(
                    "It replicates without GTIDs. Mend: STOP SLAVE; CHANGE MASTER TO MASTER_USE_GTID = slave_pos; START SLAVE;");
            }
        }

        return obstacles;
    }

    private static List<string> FindWarnings(TextTable variables, TextTable log, TextTable channels)
    {
        var warnings = new List<string>();
        if (variables[0, "sync_binlog"] != "1")
        {
            warnings.Add(
                "sync_binlog is not 1: a crash of the machine can lose acknowledged writes without a trace. "
                + "Mend: SET GLOBAL sync_binlog = 1; and the same in the server's configuration.");
        }

        if (variables[0, "flush_log"] is not ("1" or "3"))
        {
            warnings.Add(
                "innodb_flush_log_at_trx_commit is not 1: a crash of the machine can lose acknowledged writes without a trace. "
                + "Mend: SET GLOBAL innodb_flush_log_at_trx_commit = 1; and the same in the server's configuration.");
        }

        MySqlStatus.AddFilters(
            channels, Filters, MySqlStatus.FilteredRows + "STOP SLAVE; SET GLOBAL without it; START SLAVE", warnings);
        MySqlStatus.AddFilters(log, LogFilters, MySqlStatus.UnloggedWrites, warnings);
        return warnings;
    }
}
