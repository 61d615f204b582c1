using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Errors;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>The monitoring user's connection.</summary>
internal sealed class MonitorConnection : IAsyncDisposable
{
    private readonly IServerConnection _connection;
    private readonly IReplicationDialect _dialect;
    private readonly string _user;

    private MonitorConnection(IServerConnection connection, IReplicationDialect dialect, string user, ServerIdentity server) =>
        (_connection, _dialect, _user, Server) = (connection, dialect, user, server);

    public ServerIdentity Server { get; }

    /// <summary>Whether it was left in step, as far as is known.</summary>
    public bool IsUsable => _connection is { IsUsable: true, IsIdle: true };

    public static async Task<MonitorConnection> OpenAsync(
        IServerConnector connector, ConnectionTarget target, IReplicationDialect dialect, CancellationToken cancellationToken)
    {
        var connection = await connector.ConnectAsync(target, cancellationToken);
        try
        {
            var server = dialect.FindWrongServer(connection.ServerVersion) is null
                ? await dialect.IdentifyAsync(connection, cancellationToken)
                : ServerIdentity.Create("unknown", "", connection.ServerVersion);
            return new MonitorConnection(connection, dialect, target.User, server);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for position and replication in one round trip.</summary>
    public async ValueTask<MonitorAnswer> AskAsync(CancellationToken cancellationToken)
    {
        if (_dialect.FindWrongServer(_connection.ServerVersion) is { } wrong)
        {
            return _dialect.Unusable(wrong);
        }

        try
        {
            return await _dialect.AskAsync(_connection, Server, cancellationToken);
        }
        catch (ServerErrorException e) when (MySqlErrors.FromServer(e.Error, readOnly: true).Kind == EngineErrorKind.PermissionDenied)
        {
            throw new EngineException(
                EngineErrorKind.PermissionDenied,
                $"The monitoring user may not see the replication's state: GRANT {_dialect.MonitorPrivileges} ON *.* TO '{_user}'.", e);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
