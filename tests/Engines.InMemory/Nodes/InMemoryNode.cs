using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Servers;

namespace CausalGateway.Engines.InMemory.Nodes;

/// <summary>A client of one server, over one link.</summary>
internal sealed class InMemoryNode(InMemoryServer server, InMemoryLink link, NodeOptions options, TimeProvider time) : INodeClient
{
    private readonly SemaphoreSlim _pool = new(options.MaxConnections);

    public string Name => options.Name;

    public async ValueTask<NodeStatus> ProbeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await ConnectAsync(options.ProbeTimeout, cancellationToken);
        return server.Describe();
    }

    public async ValueTask<ExecutionResult> ExecuteAsync(
        StatementRequest request, IResultSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!await _pool.WaitAsync(options.ConnectTimeout, cancellationToken))
        {
            throw new EngineException(EngineErrorKind.PoolExhausted, "No connection became free in time.");
        }

        try
        {
            return await RunAsync(request, sink, cancellationToken);
        }
        finally
        {
            _pool.Release();
        }
    }

    public async ValueTask WaitForAsync(ReplicationPosition position, TimeSpan limit, CancellationToken cancellationToken)
    {
        await ConnectAsync(options.ConnectTimeout, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = Task.Delay(limit, time, end.Token);
        while (server.WhenAdvanced(position) is { IsCompleted: false } advanced && !timer.IsCompleted)
        {
            await Task.WhenAny(advanced, timer);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await end.CancelAsync();
    }

    public ValueTask<bool> ShowsNothingBeyondAsync(
        ServerIncarnation incarnation, NodeStatus other, ReplicationPosition demand, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A server shows and counts a transaction at once.");

    public ValueTask DisposeAsync()
    {
        _pool.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns the token that ends when the connection breaks.</summary>
    private async Task<CancellationToken> ConnectAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        if (!link.Refuses && server.IsUp)
        {
            var connection = link.Connections;
            try
            {
                await Task.WhenAll(link.Flows, server.Thawed).WaitAsync(within, time, cancellationToken);
                if (server.IsUp && !connection.IsCancellationRequested)
                {
                    return connection;
                }
            }
            catch (TimeoutException)
            {
                // As unreachable as one that refuses.
            }
        }

        throw new EngineException(EngineErrorKind.Unreachable, "The server cannot be reached.");
    }

    private async Task<ExecutionResult> RunAsync(StatementRequest request, IResultSink sink, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(options.ConnectTimeout, cancellationToken);
        if (request.Incarnation.IsKnown && request.Incarnation != server.Incarnation)
        {
            throw new EngineException(EngineErrorKind.IncarnationChanged, "The server was restarted.");
        }

        var lost = request.ReadOnly ? StatementOutcome.NotApplied : StatementOutcome.Unknown;
        using var running = new RunningStatement(request.Sql, cancellationToken);
        await using var broken = connection.Register(() => running.End(EngineErrorKind.ConnectionLost));
        await using var limit = time.CreateTimer(
            _ => running.End(EngineErrorKind.TimedOut), null, options.StatementTimeout, Timeout.InfiniteTimeSpan);
        server.Enter(running);
        try
        {
            var result = await new StatementRun(server, request, sink, running, time).RunAsync();
            await link.Flows.WaitAsync(connection);
            return result;
        }
        catch (OperationCanceledException e) when (connection.IsCancellationRequested || running.Token.IsCancellationRequested)
        {
            var reason = connection.IsCancellationRequested ? EngineErrorKind.ConnectionLost : running.Reason;
            throw new EngineException(reason, $"{reason}.", e)
            {
                Outcome = reason == EngineErrorKind.ConnectionLost ? lost : StatementOutcome.NotApplied,
                Incarnation = server.Incarnation,
            };
        }
        catch (EngineException e)
        {
            var wanted = (request.Demand & (PositionDemand.After | PositionDemand.Commit)) != 0 && e.SqlState is not null;
            throw e.WithPosition(wanted ? server.Position : null, server.Incarnation);
        }
        finally
        {
            server.Leave(running);
        }
    }
}
