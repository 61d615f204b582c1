using CausalGateway.Abstractions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>Runs a write that returns no rows, in one round trip of two transactions: position and write, then position.</summary>
/// <remarks>
/// <para>A barrier (Sync) stands behind the write. The last position is read after the commit was acknowledged, so that it
/// covers it; one that was read before, or in the same transaction, could be reached by a replica that lacks the commit
/// record.</para>
/// <para>No barrier stands before the write: behind one it would still run when the statement before it had been cancelled.
/// A write that refuses transactions has its first position read in a round trip before it.</para>
/// </remarks>
internal static class WriteExecution
{
    public static async ValueTask<WriteReport> RunAsync(StatementContext context, CancellationToken cancellationToken)
    {
        var alone = !context.Request.Classification.AllowedInTransaction;
        var floor = default(CommitFloor);
        await using var batch = context.NewBatch();
        if (alone)
        {
            floor = await CommitFloor.FetchAsync(context, cancellationToken);
            context.RequirePrimary(floor);
        }
        else
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(CommitFloor.Sql));
        }

        var command = context.NewCommand();
        command.AppendErrorBarrier = true;
        batch.BatchCommands.Add(command);
        PositionReader.AddTo(batch, context.Identity);
        try
        {
            // Returns at the first result set. An error of the write, also one at its commit, comes from the step over it.
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (!alone)
            {
                floor = await CommitFloor.ReadAsync(reader, cancellationToken);
                await reader.NextResultAsync(cancellationToken);
            }

            while (!IsComplete(command) && await reader.NextResultAsync(cancellationToken))
            {
                // Rows that the statement's text did not show: nobody waits for them.
            }

            var after = await TryReadAfterAsync(context, reader, cancellationToken);
            return context.Request.Role == ServerRole.Primary && after is { Reading.IsReplica: true }
                ? throw StatementContext.NotPrimary()
                : new WriteReport(command, 0, floor, after);
        }
        catch (PostgresException e) when (e.BatchCommand is { } failed && failed != command && IsComplete(command))
        {
            // The write stands; the server interrupted a statement behind it.
            return new WriteReport(command, 0, floor, null);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction && floor.InsertLsn is null)
        {
            throw context.Request.Role == ServerRole.Primary ? StatementContext.NotPrimary() : context.Explain(e);
        }
        catch (OperationCanceledException e) when (IsComplete(command))
        {
            // The server says that a write is complete before it commits it: what was interrupted is either that or the
            // statement behind it.
            throw context.Explain(e).WithOutcome(StatementOutcome.Unknown);
        }
    }

    /// <summary>Whether the server has said that it ran the command; Npgsql knows its type from then on.</summary>
    public static bool IsComplete(NpgsqlBatchCommand command) => command.StatementType != StatementType.Unknown;

    /// <summary>The position behind a commit, or null if it could not be read any more: the write stands all the same.</summary>
    public static async ValueTask<PlacedReading?> TryReadAfterAsync(
        StatementContext context, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Positions.ReadAsync(reader, context.Identity, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or EngineException)
        {
            return null;
        }
    }
}
