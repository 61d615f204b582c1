using System.Globalization;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Tells from MySQL's variables and the state of its channels what a server is, and what is wrong with it.</summary>
internal static class MySqlStatus
{
    /// <remarks>The values of a row are made from left to right: owned before executed.</remarks>
    public const string Sql =
        """
        SELECT @@global.gtid_owned AS gtid_owned, @@global.gtid_executed AS gtid_executed,
               @@global.read_only AS read_only, @@global.super_read_only AS super_read_only,
               @@global.gtid_mode AS gtid_mode, @@global.enforce_gtid_consistency AS enforce_gtid_consistency,
               @@global.log_bin AS log_bin, @@global.log_replica_updates AS log_replica_updates,
               @@global.sync_binlog AS sync_binlog, @@global.innodb_flush_log_at_trx_commit AS flush_log
        """;

    public const string FilteredRows = "the replica reaches positions without the rows that are filtered out. Mend: ";

    public const string UnloggedWrites =
        "writes to some databases never reach the replicas, which no position shows. "
        + "Mend: remove it from the server's configuration and restart it";

    private const string GroupChannel = "group_replication_";

    private static readonly string[] LogFilters = ["Binlog_Do_DB", "Binlog_Ignore_DB"];

    private static readonly string[] Filters =
    [
        "Replicate_Do_DB", "Replicate_Ignore_DB", "Replicate_Do_Table", "Replicate_Ignore_Table",
        "Replicate_Wild_Do_Table", "Replicate_Wild_Ignore_Table", "Replicate_Rewrite_DB",
    ];

    /// <summary>The oldest that has all of these names.</summary>
    public static Version OldestVersion { get; } = new(8, 0, 26);

    public static MonitorAnswer Interpret(ServerIdentity server, TextTable variables, TextTable channels, TextTable log)
    {
        if (!GtidSet.TryParseOwned(variables.Text(0, "gtid_owned"), out var owned)
            || !GtidSet.TryParse(variables.Text(0, "gtid_executed"), out var executed))
        {
            throw new DriverException(DriverFailure.Protocol, "The server's position could not be read.");
        }

        var isReadOnly = variables.IsOn(0, "read_only");
        var isReplica = IsReplica(channels, isReadOnly);
        var hasGtids = variables.IsOn(0, "gtid_mode");
        return new MonitorAnswer
        {
            Role = isReplica ? ServerRole.Replica : ServerRole.Primary,
            Writable = !isReplica && !isReadOnly,
            Reached = hasGtids ? new MySqlPosition(executed) : null,
            Known = new MySqlPosition(executed.Union(owned)),
            Origin = server.Server,
            History = $"server {server.Server}",
            Link = isReplica ? LinkOf(channels) : ReplicationLink.None,
            UnreplayedBytes = isReplica ? UnreplayedBytes(channels) : null,
            Obstacles = FindObstacles(variables, isReplica, isReadOnly),
            Warnings = FindWarnings(variables, channels, log, isReplica),
        };
    }

    /// <summary>The channels of group replication are there on its primary too.</summary>
    private static bool IsReplica(TextTable channels, bool isReadOnly)
    {
        for (var i = 0; i < channels.Rows; i++)
        {
            if (isReadOnly || channels[i, "Channel_Name"]?.StartsWith(GroupChannel, StringComparison.Ordinal) != true)
            {
                return true;
            }
        }

        return false;
    }

    private static ReplicationLink LinkOf(TextTable channels)
    {
        var link = ReplicationLink.Streaming;
        for (var i = 0; i < channels.Rows; i++)
        {
            if (!channels.IsOn(i, "Replica_IO_Running"))
            {
                return ReplicationLink.Stopped;
            }

            link = channels.IsOn(i, "Replica_SQL_Running") ? link : ReplicationLink.Paused;
        }

        return link;
    }

    private static long? UnreplayedBytes(TextTable channels)
    {
        var bytes = 0L;
        for (var i = 0; i < channels.Rows; i++)
        {
            if (channels[i, "Source_Log_File"] != channels[i, "Relay_Source_Log_File"]
                || channels.Number(i, "Read_Source_Log_Pos") is not { } read
                || channels.Number(i, "Exec_Source_Log_Pos") is not { } executed)
            {
                return null;
            }

            bytes += Math.Max(0, read - executed);
        }

        return bytes;
    }

    private static List<string> FindObstacles(TextTable variables, bool isReplica, bool isReadOnly)
    {
        var obstacles = new List<string>();
        if (!variables.IsOn(0, "log_bin"))
        {
            obstacles.Add("The binary log is off. Mend: remove skip_log_bin from the server's configuration and restart it.");
        }

        if (!variables.IsOn(0, "gtid_mode"))
        {
            obstacles.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"gtid_mode is {variables[0, "gtid_mode"]}. Mend, on every server: SET PERSIST enforce_gtid_consistency = ON, then "
                + $"SET PERSIST gtid_mode to OFF_PERMISSIVE, ON_PERMISSIVE and ON, one after the other."));
        }
        else if (!variables.IsOn(0, "enforce_gtid_consistency"))
        {
            obstacles.Add("enforce_gtid_consistency is not on. Mend: SET PERSIST enforce_gtid_consistency = ON;");
        }

        if (!variables.IsOn(0, "log_replica_updates"))
        {
            obstacles.Add(
                "log_replica_updates is off. Mend: set log_replica_updates = ON in the server's configuration and restart it.");
        }

        if (isReplica && !isReadOnly)
        {
            obstacles.Add("It is a replica that takes writes. Mend: SET PERSIST super_read_only = ON;");
        }

        return obstacles;
    }

    private static List<string> FindWarnings(TextTable variables, TextTable channels, TextTable log, bool isReplica)
    {
        var warnings = new List<string>();
        if (isReplica && variables.IsOn(0, "read_only") && !variables.IsOn(0, "super_read_only"))
        {
            warnings.Add(
                "super_read_only is off on a replica: privileged users can make it diverge. Mend: SET PERSIST super_read_only = ON;");
        }

        if (variables[0, "sync_binlog"] != "1")
        {
            warnings.Add(
                "sync_binlog is not 1: a crash of the machine can lose acknowledged writes without a trace. "
                + "Mend: SET PERSIST sync_binlog = 1;");
        }

        if (variables[0, "flush_log"] != "1")
        {
            warnings.Add(
                "innodb_flush_log_at_trx_commit is not 1: a crash of the machine can lose acknowledged writes without a trace. "
                + "Mend: SET PERSIST innodb_flush_log_at_trx_commit = 1;");
        }

        AddFilters(channels, Filters, FilteredRows + "CHANGE REPLICATION FILTER without it", warnings);
        AddFilters(log, LogFilters, UnloggedWrites, warnings);
        return warnings;
    }

    /// <summary>Warns of each filter that is set: replicas lack rows whatever position they have reached.</summary>
    public static void AddFilters(TextTable channels, string[] filters, string meaning, List<string> warnings)
    {
        for (var i = 0; i < channels.Rows; i++)
        {
            foreach (var filter in filters)
            {
                if (!string.IsNullOrEmpty(channels[i, filter]))
                {
                    warnings.Add($"{filter} is set: {meaning}.");
                }
            }
        }
    }
}
