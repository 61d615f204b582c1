using System.Diagnostics.CodeAnalysis;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>What the two families say differently about positions, roles and sessions. One instance a server.</summary>
internal interface IReplicationDialect
{
    /// <summary>One statement that puts a session into the state that results depend on.</summary>
    string SessionSetup(TimeSpan statementTimeout, bool readOnly);

    /// <summary>Makes the session's next transactions read-only if the server is, whatever rights the user has.</summary>
    string GuardSql { get; }

    /// <summary>One row for <see cref="ReadPosition"/>.</summary>
    string PositionSql { get; }

    /// <summary>
    /// Whether a primary's <see cref="PositionReading.LowerBound"/> follows its commits. Otherwise only the monitor can prove a
    /// primary.
    /// </summary>
    bool ProvesPrimaryInline { get; }

    /// <summary>Why this server cannot be used with this engine at all, told from its version; or null.</summary>
    string? FindWrongServer(string version);

    /// <summary>Whether a definition (DDL) that fails leaves nothing behind.</summary>
    bool UndoesFailedDefinitions { get; }

    /// <summary>What a monitoring user needs beyond connecting.</summary>
    string MonitorPrivileges { get; }

    /// <summary>The answer of a server that cannot be used with this engine.</summary>
    MonitorAnswer Unusable(string obstacle);

    /// <summary>What the connection leads to, asked on the connection itself.</summary>
    ValueTask<ServerIdentity> IdentifyAsync(IServerConnection connection, CancellationToken cancellationToken);

    /// <summary>Reads the current row.</summary>
    PositionReading ReadPosition(IServerConnection connection);

    /// <summary>Adds what an answer's trackers say was committed to what others said.</summary>
    ReplicationPosition? AddCommits(ReplicationPosition? before, ServerReply reply);

    /// <summary>Asks for everything that a status has, in one round trip.</summary>
    ValueTask<MonitorAnswer> AskAsync(IServerConnection connection, ServerIdentity server, CancellationToken cancellationToken);

    /// <summary>A statement that returns when the server may have reached the position, or after the limit; false if it has none.</summary>
    bool TryGetWait(ReplicationPosition position, TimeSpan limit, bool isReplica, [NotNullWhen(true)] out string? sql);
}
