using System.Runtime.ExceptionServices;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Execution;
using CausalGateway.Engines.MySql.Replication;
using CausalGateway.Engines.MySql.Results;
using CausalGateway.Engines.MySql.Statements;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>One MySQL or MariaDB server.</summary>
internal sealed class MySqlNodeClient : INodeClient
{
    private const string Call = "CALL";

    private readonly NodeOptions _options;
    private readonly IReplicationDialect _dialect;
    private readonly ServerMonitor _monitor;
    private readonly ConnectionPools _pools;
    private readonly PositionReader _positions;
    private readonly PositionWaiter _waiter;

    public MySqlNodeClient(NodeOptions options, IReplicationDialect dialect, IServerConnector connector, TimeProvider time)
    {
        _options = options;
        _dialect = dialect;
        _monitor = new ServerMonitor(connector, dialect, options, time);
        _pools = new ConnectionPools(connector, dialect, options, _monitor, time);
        _positions = new PositionReader(dialect, _monitor, time);
        _waiter = new PositionWaiter(connector, dialect, options, _monitor, time);
    }

    public string Name => _options.Name;

    public async ValueTask<NodeStatus> ProbeAsync(CancellationToken cancellationToken) =>
        await _monitor.ProbeAsync(cancellationToken);

    public async ValueTask<ExecutionResult> ExecuteAsync(
        StatementRequest request, IResultSink sink, CancellationToken cancellationToken)
    {
        var parameters = ParameterBinding.Bind(request);
        await using var pooled = await _pools.RentAsync(request.Database, request.ReadOnly, cancellationToken);
        if (request.Incarnation.IsKnown && pooled.Identity.Incarnation != request.Incarnation)
        {
            throw new EngineException(EngineErrorKind.IncarnationChanged, "The server was restarted.");
        }

        pooled.NeedsReset = !request.Classification.Shareable;
        var context = new StatementContext(pooled, request, sink, _positions, parameters);
        pooled.Watch.Start(_options.StatementTimeout, cancellationToken);
        try
        {
            return request.ReadOnly
                ? await ReadExecution.RunAsync(context)
                : await WriteAsync(context, cancellationToken);
        }
        catch (SinkFailedException refused) when (pooled.Watch.End == StatementEnd.None)
        {
            ExceptionDispatchInfo.Throw(refused.InnerException!);
            throw;
        }
        catch (Exception e)
        {
            var error = context.Explain(e is SinkFailedException { InnerException: { } inner } ? inner : e);
            throw await WithPositionAsync(error, context);
        }
        finally
        {
            pooled.IsSpoilt |= !await pooled.Watch.FinishAsync();
        }
    }

    public ValueTask WaitForAsync(ReplicationPosition position, TimeSpan limit, CancellationToken cancellationToken) =>
        _waiter.WaitAsync(position, limit, cancellationToken);

    public ValueTask<bool> ShowsNothingBeyondAsync(
        ServerIncarnation incarnation, NodeStatus other, ReplicationPosition demand, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Positions of this engine name every transaction: there is no doubt to resolve.");

    public async ValueTask DisposeAsync()
    {
        await _pools.DisposeAsync();
        await _waiter.DisposeAsync();
        await _monitor.DisposeAsync();
    }

    private async ValueTask<ExecutionResult> WriteAsync(StatementContext context, CancellationToken cancellationToken)
    {
        var classification = context.Request.Classification;
        WriteReport report;
        try
        {
            report = (classification.ReturnsRows, classification.AllowedInTransaction) switch
            {
                (false, _) => await WriteExecution.RunAsync(context),
                (true, true) => await ReturningExecution.RunAsync(context, cancellationToken),
                (true, false) => await ProcedureExecution.RunAsync(context),
            };
        }
        catch (Exception e) when (!classification.AllowedInTransaction && context.WasSent)
        {
            throw await MayHaveCommittedAsync(context, e);
        }

        return await ResultAsync(context, report);
    }

    private async ValueTask<ExecutionResult> ResultAsync(StatementContext context, WriteReport report)
    {
        var demand = context.Request.Demand;
        var wantsAll = demand.HasFlag(PositionDemand.After) || (demand.HasFlag(PositionDemand.Commit) && !report.IsComplete);
        var after = report.After ?? (wantsAll ? await FetchAfterCommitAsync(context) : null);
        var before = context.Before!;
        return new ExecutionResult
        {
            Command = context.Request.Classification.Command,
            RowCount = report.Rows,
            LastInsertId = report.LastInsertId == 0 ? null : report.LastInsertId,
            Incarnation = context.Pooled.Identity.Incarnation,
            Role = after?.Role ?? before.Role,
            Position = !wantsAll ? report.Commit : after is null ? null : ReplicationPosition.Merge(report.Commit, after.UpperBound),
            BeforeCommit = demand.HasFlag(PositionDemand.Commit) ? before.LowerBound : null,
            // Commits are shown in the order of the log: what was acknowledged here shows with all before it.
            Reached = ReplicationPosition.Merge(ReplicationPosition.Merge(before.LowerBound, report.Commit), after?.LowerBound),
        };
    }

    /// <summary>
    /// A statement that commits by itself may have done so before it failed. Where the server's positions show that it has not,
    /// or the server undoes failed definitions as a whole, it has not.
    /// </summary>
    private async ValueTask<EngineException> MayHaveCommittedAsync(StatementContext context, Exception error)
    {
        if (error is SinkFailedException)
        {
            return new EngineException(EngineErrorKind.SqlError, "The statement's rows could not be handed over.", error.InnerException)
            {
                Outcome = StatementOutcome.Unknown,
            };
        }

        var known = context.Explain(error);
        if (known.Kind == EngineErrorKind.NotPrimary || known.Outcome != StatementOutcome.NotApplied || context.Before is { RefusesWrites: true })
        {
            return known;
        }

        var after = await TryFetchAsync(context.Pooled);
        var isCall = context.Request.Classification.Command == Call;
        var undone = PositionReading.ShowNoCommit(context.Before, after)
            || (_dialect.UndoesFailedDefinitions && !isCall && known.Kind is not (EngineErrorKind.Cancelled or EngineErrorKind.TimedOut));
        return known
            .WithOutcome(undone ? StatementOutcome.NotApplied : StatementOutcome.Unknown)
            .WithPosition(after?.UpperBound, context.Pooled.Identity.Incarnation);
    }

    /// <summary>The write stands; only its position is missing. Any connection to the same server will do.</summary>
    private async ValueTask<PositionReading?> FetchAfterCommitAsync(StatementContext context)
    {
        if (await TryFetchAsync(context.Pooled) is { } reading)
        {
            return reading;
        }

        try
        {
            await using var other = await _pools.RentAsync(context.Request.Database, readOnly: false, CancellationToken.None);
            return other.Identity.Incarnation == context.Pooled.Identity.Incarnation ? await TryFetchAsync(other) : null;
        }
        catch (EngineException)
        {
            return null;
        }
    }

    private async ValueTask<PositionReading?> TryFetchAsync(PooledConnection pooled)
    {
        if (!pooled.IsReusable || pooled.Watch.End != StatementEnd.None)
        {
            return null;
        }

        try
        {
            return await _positions.FetchAsync(pooled);
        }
        catch (Exception e) when (e is DriverException or ServerErrorException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>An error shows data too (a unique violation shows a row): it gets the position that a read would have had.</summary>
    private async ValueTask<EngineException> WithPositionAsync(EngineException error, StatementContext context)
    {
        var wanted = (context.Request.Demand & (PositionDemand.After | PositionDemand.Commit)) != 0;
        var position = error.Position;
        if (position is null && wanted && error.SqlState is not null)
        {
            position = (await TryFetchAsync(context.Pooled))?.UpperBound;
        }

        return error.WithPosition(position, context.Pooled.Identity.Incarnation);
    }
}
