using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Execution;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>Opens connections for statements and finds out what they lead to.</summary>
/// <remarks>
/// A connection cannot outlive the server's incarnation, so that what it belongs to is asked once, on the connection itself,
/// and compared with what the monitor says afterwards: behind an address there must be one server.
/// </remarks>
internal sealed class ConnectionOpener(
    IServerConnector connector, IReplicationDialect dialect, NodeOptions options, ConnectionTarget target, bool readOnly,
    ServerMonitor monitor, TimeProvider time) : IConnectionOpener
{
    private static readonly TimeSpan ResetDeadline = TimeSpan.FromSeconds(5);

    private readonly string _setup = dialect.SessionSetup(options.StatementTimeout, readOnly);
    private readonly StatementKiller _killer = new(connector, target with { Database = null }, time);

    public bool IsCurrent(PooledConnection connection) =>
        monitor.LastIncarnation is not { IsKnown: true } last || connection.Identity.Incarnation == last;

    public async ValueTask<PooledConnection> OpenAsync(ConnectionPool pool, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await OpenWithinAsync(pool, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineException(EngineErrorKind.Unreachable, "The server did not answer in time.", e);
        }
    }

    public async ValueTask ResetAsync(PooledConnection connection)
    {
        using var deadline = new CancellationTokenSource(ResetDeadline, time);
        await SetUpAsync(connection.Connection, reset: true, deadline.Token);
    }

    private async ValueTask<PooledConnection> OpenWithinAsync(ConnectionPool pool, CancellationToken cancellationToken)
    {
        var connection = await connector.ConnectAsync(target, cancellationToken);
        try
        {
            if (dialect.FindWrongServer(connection.ServerVersion) is { } wrong)
            {
                throw new EngineException(EngineErrorKind.Unreachable, wrong);
            }

            await SetUpAsync(connection, reset: false, cancellationToken);
            var identity = await dialect.IdentifyAsync(connection, cancellationToken);
            await ConfirmAsync(identity, cancellationToken);
            return new PooledConnection(connection, identity, new StatementWatch(connection, _killer, time), pool);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async ValueTask SetUpAsync(IServerConnection connection, bool reset, CancellationToken cancellationToken)
    {
        ServerCommand[] commands = reset ? [ServerCommand.Reset, ServerCommand.Query(_setup)] : [ServerCommand.Query(_setup)];
        await connection.SendAsync(commands, cancellationToken);
        ServerError? error = null;
        foreach (var _ in commands)
        {
            error ??= (await connection.ReadReplyAsync(cancellationToken)).Error;
        }

        if (error is not null)
        {
            throw new ServerErrorException(error);
        }
    }

    private async ValueTask ConfirmAsync(ServerIdentity identity, CancellationToken cancellationToken)
    {
        if (monitor.LastIncarnation == identity.Incarnation)
        {
            return;
        }

        // The monitor's connection may be one to the life before, or to a server that has changed its name since.
        var status = await monitor.ProbeAfreshAsync(cancellationToken);
        if (status.Incarnation != identity.Incarnation)
        {
            throw new EngineException(
                EngineErrorKind.IncarnationChanged, "The server was replaced while a connection to it was opened.");
        }
    }
}
