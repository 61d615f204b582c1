using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>MariaDB 10.6 and later: a position is a number for each server of each domain (docs/decisions/0010).</summary>
/// <remarks>
/// <c>gtid_binlog_state</c> counts a transaction before it is committed: an upper bound. <c>gtid_slave_pos</c> counts what a
/// replica has applied after its commit; a primary's lower bound is told by its binary log (<see cref="BinlogProof"/>).
/// </remarks>
internal sealed class MariaDbReplication : IReplicationDialect
{
    private const string LastGtid = "last_gtid";

    /// <remarks>See <see cref="ServerIdentity"/>.</remarks>
    private const string IdentitySql =
        """
        SELECT CONCAT_WS('/', @@global.server_id, @@hostname, @@port) AS server,
               CONCAT_WS('/', UNIX_TIMESTAMP() - VARIABLE_VALUE, SUBSTR(UUID(), 20, 4)) AS started, @@version AS version
          FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME'
        """;

    /// <remarks>The order matters to the proof: the state, then the log's end, then what has been committed of it.</remarks>
    private static readonly ReadOnlyMemory<ServerCommand> StatusCommands = new[]
    {
        ServerCommand.Query(MariaDbStatus.Sql),
        ServerCommand.Query("SHOW MASTER STATUS"),
        ServerCommand.Query("SHOW GLOBAL STATUS LIKE 'Binlog_snapshot_%'"),
        ServerCommand.Query("SHOW ALL SLAVES STATUS"),
    };

    private readonly PositionCache<MariaDbPosition> _slavePos = new(Parse);
    private readonly PositionCache<MariaDbPosition> _binlogState = new(Parse);
    private BinlogProof _proof = new();
    private ServerIncarnation _proofOf;
    private AppliedEntry? _lastApplied;

    public string GuardSql => "SET SESSION tx_read_only = @@global.read_only";

    public string PositionSql =>
        "SELECT @@global.gtid_slave_pos, @@global.gtid_binlog_state, @@global.read_only, @@session.tx_read_only, @@last_gtid";

    public bool ProvesPrimaryInline => false;

    public string SessionSetup(TimeSpan statementTimeout, bool readOnly) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {SetupText.Common(statementTimeout)}, session_track_system_variables = 'last_gtid', session_track_schema = ON,
            tx_isolation = IF(@@global.tx_isolation = 'READ-UNCOMMITTED', 'READ-COMMITTED', @@global.tx_isolation),
            max_statement_time = {Math.Max(0.001, statementTimeout.TotalSeconds):0.000}, tx_read_only = {(readOnly ? 1 : 0)}
        """);

    public string? FindWrongServer(string version)
    {
        if (!version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase))
        {
            return "The server is MySQL. Mend: set the cluster's Engine to mysql.";
        }

        return ServerVersion.Parse(version) < MariaDbStatus.OldestVersion
            ? $"MariaDB {version} is too old; {MariaDbStatus.OldestVersion.ToString(2)} is the oldest that works."
            : null;
    }

    public bool UndoesFailedDefinitions => false;

    public string MonitorPrivileges => "BINLOG MONITOR, SLAVE MONITOR";

    public MonitorAnswer Unusable(string obstacle) => MonitorAnswer.Unusable(MariaDbPosition.Empty, obstacle);

    public async ValueTask<ServerIdentity> IdentifyAsync(IServerConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(new[] { ServerCommand.Query(IdentitySql) }, cancellationToken);
        var row = await TextTable.ReadAsync(connection, cancellationToken);
        return ServerIdentity.Create(row.Text(0, "server"), row.Text(0, "started"), row.Text(0, "version"));
    }

    public PositionReading ReadPosition(IServerConnection connection)
    {
        var slavePos = _slavePos.Read(connection, 0);
        var binlogState = _binlogState.Read(connection, 1);
        var own = connection.TryGetValue(4, out var text) ? Encoding.UTF8.GetString(text) : "";
        return new PositionReading(
            Applied(slavePos, binlogState), binlogState, IsOn(connection, 2), IsOn(connection, 3), own);
    }

    public ReplicationPosition? AddCommits(ReplicationPosition? before, ServerReply reply)
    {
        foreach (var (name, value) in reply.Variables)
        {
            if (name.Equals(LastGtid, StringComparison.OrdinalIgnoreCase)
                && MariaDbPosition.TryParse(value, out var position) && !position.Components.IsEmpty)
            {
                before = ReplicationPosition.Merge(before, position);
            }
        }

        return before;
    }

    public async ValueTask<MonitorAnswer> AskAsync(
        IServerConnection connection, ServerIdentity server, CancellationToken cancellationToken)
    {
        await connection.SendAsync(StatusCommands, cancellationToken);
        var variables = await TextTable.ReadAsync(connection, cancellationToken);
        var log = await TextTable.ReadAsync(connection, cancellationToken);
        var committed = await TextTable.ReadAsync(connection, cancellationToken);
        var channels = await TextTable.ReadAsync(connection, cancellationToken);
        if (_proofOf != server.Incarnation)
        {
            (_proof, _proofOf) = (new BinlogProof(), server.Incarnation);
        }

        var sample = BinlogSample.Read(MariaDbStatus.BinlogState(variables), log, committed);
        if (sample is not null && _proof.NeedsStartOf(sample.End.File))
        {
            await connection.SendAsync(new[] { ServerCommand.Query(_proof.StartSql(sample.End.File)) }, cancellationToken);
            _proof.TakeStart(sample.End.File, await TextTable.ReadAsync(connection, cancellationToken));
        }

        return MariaDbStatus.Interpret(variables, log, channels, sample is null ? null : _proof.Take(sample));
    }

    /// <remarks>
    /// MASTER_GTID_WAIT compares numbers only, and waits for what a replica applies: it may wake, it never proves, and on a
    /// primary it would wait for nothing.
    /// </remarks>
    public bool TryGetWait(ReplicationPosition position, TimeSpan limit, bool isReplica, [NotNullWhen(true)] out string? sql)
    {
        sql = null;
        var last = ((MariaDbPosition)position).Components
            .GroupBy(static component => component.Domain)
            .Select(static domain => domain.MaxBy(static component => component.Number));
        var list = string.Join(',', last);
        if (!isReplica || list.Length == 0)
        {
            return false;
        }

        sql = string.Create(CultureInfo.InvariantCulture, $"SELECT MASTER_GTID_WAIT('{list}', {Math.Max(0.001, limit.TotalSeconds):0.000})");
        return true;
    }

    private static MariaDbPosition? Parse(string text) => MariaDbPosition.TryParse(text, out var position) ? position : null;

    private static bool IsOn(IServerConnection connection, int column) =>
        connection.TryGetValue(column, out var text) && !text.SequenceEqual("0"u8) && !text.SequenceEqual("OFF"u8);

    private MariaDbPosition Applied(MariaDbPosition slavePos, MariaDbPosition binlogState)
    {
        if (Volatile.Read(ref _lastApplied) is { } last
            && ReferenceEquals(last.SlavePos, slavePos) && ReferenceEquals(last.BinlogState, binlogState))
        {
            return last.Value;
        }

        var applied = MariaDbPosition.Applied(slavePos, binlogState);
        Volatile.Write(ref _lastApplied, new AppliedEntry(slavePos, binlogState, applied));
        return applied;
    }

    private sealed record AppliedEntry(MariaDbPosition SlavePos, MariaDbPosition BinlogState, MariaDbPosition Value);
}
