using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Tests.Replication;

public sealed class MySqlStatusTests
{
    private const string Uuid = "aaaaaaaa-0000-0000-0000-000000000000";
    private static readonly ServerIdentity Server = ServerIdentity.Create(Uuid, "1", "9.7.0");

    [Fact]
    public void Interpret_WellSetUpPrimary_NothingToSay()
    {
        var answer = Interpret([], None);

        Assert.Equal((ServerRole.Primary, true, ReplicationLink.None, Uuid), (answer.Role, answer.Writable, answer.Link, answer.Origin));
        Assert.Equal($"{Uuid}:1-7", answer.Reached!.ToString());
        Assert.Equal($"{Uuid}:1-8", answer.Known.ToString());
        Assert.Empty(answer.Obstacles);
        Assert.Empty(answer.Warnings);
    }

    [Theory]
    [InlineData("Yes", "Yes", ReplicationLink.Streaming)]
    [InlineData("Yes", "No", ReplicationLink.Paused)]
    [InlineData("Connecting", "Yes", ReplicationLink.Stopped)]
    [InlineData("No", "No", ReplicationLink.Stopped)]
    public void Interpret_Replica_LinkByItsThreads(string io, string sql, ReplicationLink expected)
    {
        var answer = Interpret([("read_only", "1"), ("super_read_only", "1")], Channel("", io, sql));

        Assert.Equal((ServerRole.Replica, false, expected, 30L), (answer.Role, answer.Writable, answer.Link, answer.UnreplayedBytes));
        Assert.Empty(answer.Obstacles);
        Assert.Empty(answer.Warnings);
    }

    [Theory]
    [InlineData("0", ServerRole.Primary)]
    [InlineData("1", ServerRole.Replica)]
    public void Interpret_MemberOfAGroup_RoleByWhetherItTakesWrites(string readOnly, ServerRole expected) =>
        Assert.Equal(
            expected,
            Interpret([("read_only", readOnly), ("super_read_only", readOnly)], Channel("group_replication_applier", "No", "Yes")).Role);

    [Theory]
    [InlineData("log_bin", "0", "binary log is off")]
    [InlineData("gtid_mode", "OFF_PERMISSIVE", "gtid_mode is OFF_PERMISSIVE")]
    [InlineData("enforce_gtid_consistency", "WARN", "enforce_gtid_consistency is not on")]
    [InlineData("log_replica_updates", "0", "log_replica_updates is off")]
    public void Interpret_CausalReadsImpossible_ObstacleWithItsMending(string variable, string value, string obstacle)
    {
        var text = Assert.Single(Interpret([(variable, value)], None).Obstacles);

        Assert.Contains(obstacle, text, StringComparison.Ordinal);
        Assert.Contains("Mend", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Interpret_ReplicaThatTakesWrites_Obstacle() =>
        Assert.Contains("SET PERSIST super_read_only = ON", Assert.Single(Interpret([], Channel("", "Yes", "Yes")).Obstacles), StringComparison.Ordinal);

    [Theory]
    [InlineData("sync_binlog", "0")]
    [InlineData("flush_log", "2")]
    public void Interpret_CrashMayLoseWrites_Warning(string variable, string value) =>
        Assert.Contains("without a trace", Assert.Single(Interpret([(variable, value)], None).Warnings), StringComparison.Ordinal);

    [Fact]
    public void Interpret_FilteredReplica_Warning()
    {
        var channel = TextTable.Of(["Replica_IO_Running", "Replica_SQL_Running", "Replicate_Do_DB"], ["Yes", "Yes", "app"]);

        Assert.StartsWith(
            "Replicate_Do_DB",
            Assert.Single(Interpret([("read_only", "1"), ("super_read_only", "1")], channel).Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Interpret_DatabaseThatIsNotLogged_Warning() =>
        Assert.StartsWith(
            "Binlog_Ignore_DB",
            Assert.Single(Interpret([], None, TextTable.Of(["Binlog_Do_DB", "Binlog_Ignore_DB"], ["", "scratch"])).Warnings),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("9.7.4-2", null)]
    [InlineData("8.0.26", null)]
    [InlineData("5.7.44-log", "too old")]
    [InlineData("10.11.19-MariaDB-0+deb12u1-log", "Engine to mariadb")]
    public void FindWrongServer_MySqlWanted(string version, string? expected) => AssertFound(new MySqlReplication(), version, expected);

    [Theory]
    [InlineData("10.11.19-MariaDB-0+deb12u1-log", null)]
    [InlineData("5.5.5-10.11.19-MariaDB", null)]
    [InlineData("10.3.1-MariaDB", "too old")]
    [InlineData("9.7.4", "Engine to mysql")]
    public void FindWrongServer_MariaDbWanted(string version, string? expected) => AssertFound(new MariaDbReplication(), version, expected);

    private static TextTable None => TextTable.Of([]);

    private static void AssertFound(IReplicationDialect dialect, string version, string? expected)
    {
        var found = dialect.FindWrongServer(version);
        if (expected is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.Contains(expected, found, StringComparison.Ordinal);
        }
    }

    private static TextTable Channel(string name, string io, string sql) => TextTable.Of(
        [
            "Channel_Name", "Replica_IO_Running", "Replica_SQL_Running", "Source_Log_File", "Relay_Source_Log_File",
            "Read_Source_Log_Pos", "Exec_Source_Log_Pos", "Replicate_Do_DB",
        ],
        [name, io, sql, "log.1", "log.1", "130", "100", ""]);

    private static MonitorAnswer Interpret((string Name, string Value)[] changes, TextTable channels, TextTable? log = null)
    {
        var values = new Dictionary<string, string?>
        {
            ["gtid_owned"] = $"{Uuid}:8#52", ["gtid_executed"] = $"{Uuid}:1-7", ["read_only"] = "0", ["super_read_only"] = "0",
            ["gtid_mode"] = "ON", ["enforce_gtid_consistency"] = "ON", ["log_bin"] = "1", ["log_replica_updates"] = "1",
            ["sync_binlog"] = "1", ["flush_log"] = "1",
        };
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return MySqlStatus.Interpret(Server, TextTable.Of([.. values.Keys], [.. values.Values]), channels, log ?? None);
    }
}
