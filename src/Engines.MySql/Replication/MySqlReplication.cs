using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>MySQL 8.0.23 and later: positions are GTID sets.</summary>
/// <remarks>
/// A transaction gets its GTID before it is committed, and shows a moment before it is counted as executed. So the executed
/// set is a lower bound; the owned set, read first, with the executed set, read second, an upper bound.
/// </remarks>
internal sealed class MySqlReplication : IReplicationDialect
{
    /// <remarks>See <see cref="ServerIdentity"/>.</remarks>
    private const string IdentitySql =
        """
        SELECT @@global.server_uuid AS server, CONCAT_WS('/', UNIX_TIMESTAMP() - VARIABLE_VALUE, SUBSTR(UUID(), 20, 4)) AS started, @@version AS version
          FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Uptime'
        """;

    private static readonly ServerCommand[] StatusCommands =
    [
        ServerCommand.Query(MySqlStatus.Sql), ServerCommand.Query("SHOW REPLICA STATUS"), ServerCommand.Query("SHOW BINARY LOG STATUS"),
    ];

    private static readonly ServerCommand[] OldStatusCommands = [.. StatusCommands[..2], ServerCommand.Query("SHOW MASTER STATUS")];
    private static readonly Version FirstWithBinaryLogStatus = new(8, 2, 0);

    private readonly PositionCache<GtidSet> _owned =
        new(static text => GtidSet.TryParseOwned(text, out var set) ? set : null);

    private readonly PositionCache<MySqlPosition> _executed =
        new(static text => GtidSet.TryParse(text, out var set) ? new MySqlPosition(set) : null);

    public string GuardSql => "SET SESSION transaction_read_only = @@global.read_only";

    /// <remarks>The values of a row are made from left to right.</remarks>
    public string PositionSql =>
        "SELECT @@global.gtid_owned, @@global.gtid_executed, @@global.read_only, @@session.transaction_read_only";

    public bool ProvesPrimaryInline => true;

    /// <remarks>
    /// READ UNCOMMITTED would show what may never be committed. The time limit of the server holds for SELECT only.
    /// </remarks>
    public string SessionSetup(TimeSpan statementTimeout, bool readOnly) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {SetupText.Common(statementTimeout)}, session_track_gtids = OWN_GTID, session_track_schema = ON,
            transaction_isolation = IF(@@global.transaction_isolation = 'READ-UNCOMMITTED', 'READ-COMMITTED', @@global.transaction_isolation),
            max_execution_time = {Math.Max(1, (long)statementTimeout.TotalMilliseconds)}, transaction_read_only = {(readOnly ? 1 : 0)}
        """);

    public string? FindWrongServer(string version)
    {
        if (version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase))
        {
            return "The server is MariaDB. Mend: set the cluster's Engine to mariadb.";
        }

        return ServerVersion.Parse(version) < MySqlStatus.OldestVersion
            ? $"MySQL {version} is too old; {MySqlStatus.OldestVersion} is the oldest that works."
            : null;
    }

    /// <remarks>Atomic DDL (manual, 15.1.1).</remarks>
    public bool UndoesFailedDefinitions => true;

    public string MonitorPrivileges => "REPLICATION CLIENT";

    public MonitorAnswer Unusable(string obstacle) => MonitorAnswer.Unusable(new MySqlPosition(GtidSet.Empty), obstacle);

    public async ValueTask<ServerIdentity> IdentifyAsync(IServerConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(new[] { ServerCommand.Query(IdentitySql) }, cancellationToken);
        var row = await TextTable.ReadAsync(connection, cancellationToken);
        return ServerIdentity.Create(row.Text(0, "server"), row.Text(0, "started"), row.Text(0, "version"));
    }

    public PositionReading ReadPosition(IServerConnection connection)
    {
        var owned = _owned.Read(connection, 0);
        var executed = _executed.Read(connection, 1);
        var upper = owned.IsEmpty ? executed : (MySqlPosition)executed.Merge(new MySqlPosition(owned));
        return new PositionReading(executed, upper, IsOn(connection, 2), IsOn(connection, 3));
    }

    public ReplicationPosition? AddCommits(ReplicationPosition? before, ServerReply reply) =>
        reply.Gtids is { Length: > 0 } text && GtidSet.TryParse(text, out var gtids) && !gtids.IsEmpty
            ? ReplicationPosition.Merge(before, new MySqlPosition(gtids))
            : before;

    public async ValueTask<MonitorAnswer> AskAsync(
        IServerConnection connection, ServerIdentity server, CancellationToken cancellationToken)
    {
        var isOld = ServerVersion.Parse(server.Version) < FirstWithBinaryLogStatus;
        await connection.SendAsync(isOld ? OldStatusCommands : StatusCommands, cancellationToken);
        var variables = await TextTable.ReadAsync(connection, cancellationToken);
        var channels = await TextTable.ReadAsync(connection, cancellationToken);
        var log = await TextTable.ReadAsync(connection, cancellationToken);
        return MySqlStatus.Interpret(server, variables, channels, log);
    }

    /// <remarks>A timeout of zero would mean for ever.</remarks>
    public bool TryGetWait(ReplicationPosition position, TimeSpan limit, bool isReplica, [NotNullWhen(true)] out string? sql)
    {
        var seconds = Math.Max(0.001, limit.TotalSeconds);
        sql = string.Create(CultureInfo.InvariantCulture, $"SELECT WAIT_FOR_EXECUTED_GTID_SET('{(MySqlPosition)position}', {seconds:0.000})");
        return true;
    }

    private static bool IsOn(IServerConnection connection, int column) =>
        connection.TryGetValue(column, out var text) && !text.SequenceEqual("0"u8) && !text.SequenceEqual("OFF"u8);
}
