using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Errors;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>Asks one server what it is and how far it has come, over one connection of the monitoring user that it keeps.</summary>
internal sealed class ServerMonitor : IAsyncDisposable
{
    private readonly IServerConnector _connector;
    private readonly IReplicationDialect _dialect;
    private readonly NodeOptions _options;
    private readonly ConnectionTarget _target;
    private readonly TimeProvider _time;
    private readonly SharedRoundTrip<MySqlNodeStatus> _shared;
    private MonitorConnection? _idle;
    private MySqlNodeStatus? _last;
    private ulong _incarnation;
    private volatile bool _disposed;

    public ServerMonitor(IServerConnector connector, IReplicationDialect dialect, NodeOptions options, TimeProvider time)
    {
        _connector = connector;
        _dialect = dialect;
        _options = options;
        _time = time;
        _target = ConnectionSettings.ForMonitor(options);
        _shared = new SharedRoundTrip<MySqlNodeStatus>(RunAsync);
    }

    /// <summary>The incarnation of the newest answer; none before the first.</summary>
    public ServerIncarnation LastIncarnation => new(Volatile.Read(ref _incarnation));

    /// <summary>The newest answer, or null before the first.</summary>
    public MySqlNodeStatus? Last => Volatile.Read(ref _last);

    /// <summary>An answer that was asked for after this call.</summary>
    public Task<MySqlNodeStatus> ProbeAsync(CancellationToken cancellationToken) => _shared.RunAsync(cancellationToken);

    /// <summary>The same over a connection that is opened for it.</summary>
    public async Task<MySqlNodeStatus> ProbeAfreshAsync(CancellationToken cancellationToken)
    {
        await DisposeIdleAsync();
        return await ProbeAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await DisposeIdleAsync();
    }

    private async Task<MySqlNodeStatus> RunAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using var deadline = new CancellationTokenSource(_options.ProbeTimeout, _time);
        try
        {
            return await AskAsync(deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new EngineException(EngineErrorKind.Unreachable, "The server did not answer in time.", e);
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            throw MySqlErrors.WhileOpening(e);
        }
    }

    private async Task<MySqlNodeStatus> AskAsync(CancellationToken cancellationToken)
    {
        var askedAt = _time.GetTimestamp();
        var idle = Interlocked.Exchange(ref _idle, null);
        if (idle is not null && !idle.IsUsable)
        {
            await idle.DisposeAsync();
            idle = null;
        }

        var connection = idle ?? await MonitorConnection.OpenAsync(_connector, _target, _dialect, cancellationToken);
        try
        {
            var status = Accept(connection.Server, await connection.AskAsync(cancellationToken), askedAt);
            _idle = connection;
            if (_disposed)
            {
                await DisposeIdleAsync();
            }

            return status;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async ValueTask DisposeIdleAsync()
    {
        if (Interlocked.Exchange(ref _idle, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    private MySqlNodeStatus Accept(ServerIdentity server, MonitorAnswer answer, long askedAt)
    {
        var now = _time.GetTimestamp();
        var before = Last;
        var status = new MySqlNodeStatus
        {
            Role = answer.Role,
            Incarnation = server.Incarnation,
            Reached = answer.Reached,
            Known = answer.Known,
            Origin = answer.Origin,
            Server = server.Server,
            History = answer.History,
            Writable = answer.Writable,
            Link = answer.Link,
            UnreplayedBytes = answer.UnreplayedBytes,
            Version = server.Version,
            Obstacles = answer.Obstacles,
            Warnings = answer.Warnings,
            AskedAt = askedAt,
            AnsweredAt = now,
            PromotedAt = PromotedAt(before, server, answer.Role, now),
        };
        Volatile.Write(ref _last, status);
        Volatile.Write(ref _incarnation, server.Incarnation.Value);
        return status;
    }

    private static long? PromotedAt(MySqlNodeStatus? before, ServerIdentity server, ServerRole role, long now)
    {
        if (before is null || before.Server != server.Server || role != ServerRole.Primary)
        {
            return null;
        }

        return before.Role == ServerRole.Replica ? now : before.PromotedAt;
    }
}
