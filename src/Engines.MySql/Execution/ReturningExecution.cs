using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Replication;
using CausalGateway.Engines.MySql.Results;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>
/// Runs a write that returns rows, in two round trips: the write inside a transaction, then COMMIT and the position behind it.
/// </summary>
/// <remarks>
/// The sink may refuse the rows (a held-back answer has a limit), and then nothing must have been committed: that decision
/// lies between the two. Whatever fails before COMMIT was sent changed nothing.
/// </remarks>
internal static class ReturningExecution
{
    private static readonly ServerCommand Begin = ServerCommand.Query("START TRANSACTION");
    private static readonly ServerCommand Commit = ServerCommand.Query("COMMIT");
    private static readonly ServerCommand Rollback = ServerCommand.Query("ROLLBACK");

    public static async ValueTask<WriteReport> RunAsync(StatementContext context, CancellationToken cancellationToken)
    {
        WriteReport report;
        try
        {
            report = await WriteAsync(context);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (SinkFailedException)
        {
            await AbandonedAnswer.EndAsync(context, inRows: true);
            await TryRollBackAsync(context);
            throw;
        }
        catch (Exception e)
        {
            await TryRollBackAsync(context);
            throw context.Explain(e).WithOutcome(StatementOutcome.NotApplied);
        }

        return await CommitAsync(context, report);
    }

    private static async ValueTask<WriteReport> WriteAsync(StatementContext context)
    {
        var command = await context.NewCommandAsync();
        context.Add(context.Positions.Guard);
        context.Add(context.Positions.Command);
        context.Add(Begin);
        context.Add(command);
        await context.SendAsync();
        await context.ReadDoneAsync();
        context.Before = await context.Positions.ReadAsync(context.Connection, context.Abort);
        await context.ReadDoneAsync();
        return WriteExecution.Report(context, await CommandAnswer.ReadAsync(context, hasSink: true));
    }

    /// <summary>Leaves the transaction, so that the position can be asked for; a broken connection has left it already.</summary>
    public static async ValueTask TryRollBackAsync(StatementContext context)
    {
        if (!context.Connection.IsIdle || context.Pooled.IsSpoilt)
        {
            context.Pooled.IsSpoilt = true;
            return;
        }

        try
        {
            context.Add(Rollback);
            await context.SendAsync();
            await context.ReadDoneAsync();
        }
        catch (Exception e) when (e is DriverException or ServerErrorException or OperationCanceledException)
        {
            context.Pooled.IsSpoilt = true;
        }
    }

    private static async ValueTask<WriteReport> CommitAsync(StatementContext context, WriteReport report)
    {
        context.Add(Commit);
        context.Add(context.Positions.Command);
        await context.SendAsync();
        var answer = await CommandAnswer.ReadAsync(context, hasSink: false);
        PositionReading? after = null;
        try
        {
            after = await context.Positions.ReadAsync(context.Connection, context.Abort);
        }
        catch (Exception e) when (e is DriverException or ServerErrorException or OperationCanceledException)
        {
            // The commit has been answered: it stands, or does not, whatever became of the position.
        }

        if (answer.Error is { } error)
        {
            var refused = context.Refused(error);
            // The server rolls back what it refuses to commit; of other errors at this point that is not certain.
            var undone = refused.Kind is EngineErrorKind.NotPrimary or EngineErrorKind.ReadOnly or EngineErrorKind.SerializationFailure;
            throw refused.WithOutcome(undone ? StatementOutcome.NotApplied : StatementOutcome.Unknown)
                .WithPosition(after?.UpperBound, context.Pooled.Identity.Incarnation);
        }

        return report with
        {
            Commit = ReplicationPosition.Merge(report.Commit, answer.Commit),
            IsComplete = false,
            After = after,
        };
    }
}
