using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Results;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>
/// Runs a write that returns rows, in two round trips: the write inside a transaction, then COMMIT and the position behind it.
/// </summary>
/// <remarks>
/// The sink may refuse the rows (a held-back answer has a limit), and then nothing must have been committed: that decision
/// lies between the two. Whatever fails before COMMIT was sent changed nothing.
/// </remarks>
internal static class ReturningExecution
{
    private static readonly TimeSpan RollbackDeadline = TimeSpan.FromSeconds(2);

    public static async ValueTask<WriteReport> RunAsync(StatementContext context, CancellationToken cancellationToken)
    {
        var command = context.NewCommand();
        CommitFloor floor;
        long rows;
        try
        {
            (floor, rows) = await WriteAsync(context, command, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            await TryRollBackAsync(context);
            throw context.Explain(e).WithOutcome(StatementOutcome.NotApplied);
        }

        return new WriteReport(command, rows, floor, await CommitAsync(context, cancellationToken));
    }

    private static async ValueTask<(CommitFloor Floor, long Rows)> WriteAsync(
        StatementContext context, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await using var batch = context.NewBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CommitFloor.Sql));
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            var floor = await CommitFloor.ReadAsync(reader, cancellationToken);
            context.RequirePrimary(floor);
            var rows = await reader.NextResultAsync(cancellationToken)
                ? await RowPump.RunAsync(reader, context.Sink, cancellationToken)
                : 0;
            // Reads to the end: an error behind the last row would otherwise be passed over.
            await reader.NextResultAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return (floor, rows);
        }
        catch (Exception e) when (e is SinkFailedException or EngineException)
        {
            // The pool rolls back when the connection returns to it.
            await ReadExecution.AbandonAsync(reader);
            throw;
        }
    }

    /// <summary>Leaves the failed transaction, so that the position can be asked for; a broken connection has left it already.</summary>
    private static async ValueTask TryRollBackAsync(StatementContext context)
    {
        using var deadline = new CancellationTokenSource(RollbackDeadline);
        try
        {
            await using var batch = context.NewBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand("rollback"));
            await batch.ExecuteNonQueryAsync(deadline.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or InvalidOperationException)
        {
            // The pool does the same, or drops the connection.
        }
    }

    /// <summary>Commits. The position is null if it could not be read any more after the commit.</summary>
    private static async ValueTask<PlacedReading?> CommitAsync(StatementContext context, CancellationToken cancellationToken)
    {
        var commit = new NpgsqlBatchCommand("commit") { AppendErrorBarrier = true };
        await using var batch = context.NewBatch();
        batch.BatchCommands.Add(commit);
        PositionReader.AddTo(batch, context.Identity);
        try
        {
            // Returns at the first result set, which stands behind the commit.
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await WriteExecution.TryReadAfterAsync(context, reader, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException && WriteExecution.IsComplete(commit))
        {
            // Unlike that of other statements, COMMIT's completion is told once it is done.
            return null;
        }
    }
}
