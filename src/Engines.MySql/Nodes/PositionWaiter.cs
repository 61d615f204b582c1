using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Errors;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>Lets the server wait for a position, on a connection of the monitoring user that is used for nothing else.</summary>
internal sealed class PositionWaiter(
    IServerConnector connector, IReplicationDialect dialect, NodeOptions options, ServerMonitor monitor, TimeProvider time)
    : IAsyncDisposable
{
    /// <summary>What the server may take longer than it was told.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly ConnectionTarget _target = ConnectionSettings.ForMonitor(options);
    private readonly SemaphoreSlim _one = new(1, 1);
    private IServerConnection? _connection;
    private bool _disposed;

    /// <summary>Returns when the server may have reached the position, or the limit has passed.</summary>
    public async ValueTask WaitAsync(ReplicationPosition position, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        await _one.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var last = monitor.Last ?? await monitor.ProbeAsync(cancellationToken);
            if (dialect.TryGetWait(position, limit, last.Role == ServerRole.Replica, out var sql))
            {
                await WaitOnServerAsync(sql, limit, cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        _disposed = true;
        await DropAsync();
        _one.Release();
    }

    private async ValueTask WaitOnServerAsync(string sql, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout + limit + Margin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            _connection ??= await connector.ConnectAsync(_target, either.Token);
            await _connection.SendAsync(new[] { ServerCommand.Query(sql) }, either.Token);
            await TextTable.ReadAsync(_connection, either.Token);
        }
        catch (OperationCanceledException e)
        {
            await EndOnServerAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new EngineException(EngineErrorKind.Unreachable, "The server did not answer in time.", e);
        }
        catch (ServerErrorException e)
        {
            throw MySqlErrors.FromServer(e.Error, readOnly: true);
        }
        catch (Exception e)
        {
            await DropAsync();
            throw MySqlErrors.WhileOpening(e);
        }
    }

    private async ValueTask EndOnServerAsync()
    {
        if (_connection is { } connection)
        {
            await new StatementKiller(connector, _target, time).KillAsync(connection.ThreadId);
            await DropAsync();
        }
    }

    private async ValueTask DropAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
