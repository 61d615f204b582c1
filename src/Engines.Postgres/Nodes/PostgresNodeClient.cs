using System.Globalization;
using System.Runtime.ExceptionServices;
using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Execution;
using CausalGateway.Engines.Postgres.Positions;
using CausalGateway.Engines.Postgres.Results;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>One PostgreSQL server.</summary>
internal sealed class PostgresNodeClient : INodeClient
{
    private const string SyntaxErrorClass = "42";

    private readonly NodeOptions _options;
    private readonly ServerMonitor _monitor;
    private readonly ConnectionPools _pools;
    private readonly PositionReader _positions;

    public PostgresNodeClient(NodeOptions options, TimeProvider time)
    {
        _options = options;
        _monitor = new ServerMonitor(options, time);
        _pools = new ConnectionPools(options, _monitor, time);
        _positions = new PositionReader(_monitor);
    }

    public string Name => _options.Name;

    public async ValueTask<NodeStatus> ProbeAsync(CancellationToken cancellationToken) =>
        await _monitor.ProbeAsync(cancellationToken);

    public async ValueTask<ExecutionResult> ExecuteAsync(
        StatementRequest request, IResultSink sink, CancellationToken cancellationToken)
    {
        await using var pooled = await _pools.OpenAsync(request.Database, request.ReadOnly, cancellationToken);
        if (request.Incarnation.IsKnown && pooled.Identity.Server.Incarnation != request.Incarnation)
        {
            throw new EngineException(EngineErrorKind.IncarnationChanged, "The server was restarted.");
        }

        var context = new StatementContext(pooled, request, sink, _positions, _options.StatementTimeout);
        try
        {
            return request.ReadOnly
                ? await ReadExecution.RunAsync(context, cancellationToken)
                : await WriteAsync(context, pooled, cancellationToken);
        }
        catch (SinkFailedException refused)
        {
            ExceptionDispatchInfo.Throw(refused.InnerException!);
            throw;
        }
        catch (Exception e)
        {
            throw await WithPositionAsync(context.Explain(e), request, pooled);
        }
    }

    public ValueTask WaitForAsync(ReplicationPosition position, TimeSpan limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("PostgreSQL before 19 cannot wait for a position.");

    public async ValueTask<bool> ShowsNothingBeyondAsync(
        ServerIncarnation incarnation, NodeStatus other, ReplicationPosition demand, CancellationToken cancellationToken)
    {
        if (other is not PostgresNodeStatus { OnHistory: { } history } primary
            || !((PostgresPosition)demand).TryGet(history, out var point)
            || primary.Transactions.NotShownBelow(point.Xid) is not { } inDoubt)
        {
            return false;
        }

        await using var pooled = await _pools.OpenAsync(database: null, readOnly: true, cancellationToken);
        if (pooled.Identity.Server.Incarnation != incarnation)
        {
            return false;
        }

        var ids = new string[inDoubt.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = inDoubt[i].ToString(CultureInfo.InvariantCulture);
        }

        await using var command = new NpgsqlCommand(
            "select coalesce(bool_or(pg_xact_status(x::xid8) = 'committed'), false) from unnest($1) x", pooled.Connection)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = ids } },
        };
        try
        {
            return await command.ExecuteScalarAsync(cancellationToken) is false;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pools.DisposeAsync();
        await _monitor.DisposeAsync();
    }

    private async ValueTask<ExecutionResult> WriteAsync(
        StatementContext context, PooledConnection pooled, CancellationToken cancellationToken)
    {
        var classification = context.Request.Classification;
        WriteReport report;
        try
        {
            report = (classification.ReturnsRows, classification.AllowedInTransaction) switch
            {
                (false, _) => await WriteExecution.RunAsync(context, cancellationToken),
                (true, true) => await ReturningExecution.RunAsync(context, cancellationToken),
                (true, false) => await ProcedureExecution.RunAsync(context, cancellationToken),
            };
        }
        catch (Exception e) when (!classification.AllowedInTransaction && e is not EngineException)
        {
            throw MayHaveCommitted(context, e);
        }

        var after = report.After ?? await FetchAfterCommitAsync(context, pooled);
        return context.Result(report.Command, report.Rows, after, report.Floor);
    }

    /// <summary>
    /// A statement that commits by itself may have done so before it failed, unless it was not even understood: an error of
    /// class 42 that comes from within (a function's context) says nothing about what was done before it.
    /// </summary>
    private static EngineException MayHaveCommitted(StatementContext context, Exception error)
    {
        var known = error is SinkFailedException
            ? new EngineException(EngineErrorKind.SqlError, "The statement's rows could not be handed over.", error.InnerException)
            : context.Explain(error);
        var notUnderstood = error is PostgresException { InternalQuery: null, Where: null or "" } refused
            && refused.SqlState.StartsWith(SyntaxErrorClass, StringComparison.Ordinal);
        return notUnderstood ? known : known.WithOutcome(StatementOutcome.Unknown);
    }

    /// <summary>The write stands; only its position is missing. Any connection to the same server will do.</summary>
    private async ValueTask<PlacedReading?> FetchAfterCommitAsync(StatementContext context, PooledConnection pooled)
    {
        try
        {
            if (pooled.Connection.FullState == System.Data.ConnectionState.Open)
            {
                return await _positions.FetchAsync(pooled);
            }

            await using var other = await _pools.OpenAsync(context.Request.Database, readOnly: false, CancellationToken.None);
            return other.Identity.Server.Incarnation == pooled.Identity.Server.Incarnation
                ? await _positions.FetchAsync(other)
                : null;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or EngineException)
        {
            return null;
        }
    }

    /// <summary>An error shows data too (a unique violation shows a row): it gets the position that a read would have had.</summary>
    private async ValueTask<EngineException> WithPositionAsync(
        EngineException error, StatementRequest request, PooledConnection pooled)
    {
        var incarnation = pooled.Identity.Server.Incarnation;
        var wanted = (request.Demand & (PositionDemand.After | PositionDemand.Commit)) != 0;
        if (!wanted || error.SqlState is null || pooled.Connection.FullState != System.Data.ConnectionState.Open)
        {
            return error.WithPosition(null, incarnation);
        }

        try
        {
            return error.WithPosition((await _positions.FetchAsync(pooled)).UpperBound, incarnation);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or EngineException)
        {
            return error.WithPosition(null, incarnation);
        }
    }
}
