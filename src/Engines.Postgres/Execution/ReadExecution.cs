using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Results;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>Runs a read in one round trip: the proof, the read, the position after it.</summary>
/// <remarks>
/// All are one implicit READ COMMITTED transaction, in which each statement takes a snapshot of its own: the proof's is older
/// than the read's. No error barriers stand between: with them an error in the middle of the rows would leave Npgsql out of
/// step with the server.
/// </remarks>
internal static class ReadExecution
{
    public static async ValueTask<ExecutionResult> RunAsync(StatementContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var proves = request.Demand.HasFlag(PositionDemand.Before) || request.Role == ServerRole.Primary;
        var remembers = request.Demand.HasFlag(PositionDemand.After);
        await using var batch = context.NewBatch();
        if (proves)
        {
            PositionReader.AddTo(batch, context.Identity);
        }

        var command = context.NewCommand();
        batch.BatchCommands.Add(command);
        if (remembers)
        {
            PositionReader.AddTo(batch, context.Identity);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            if (proves)
            {
                await ProveAsync(context, reader, cancellationToken);
                await reader.NextResultAsync(cancellationToken);
            }

            var rows = await RowPump.RunAsync(reader, context.Sink, cancellationToken);
            PlacedReading? after = null;
            if (remembers)
            {
                await reader.NextResultAsync(cancellationToken);
                after = await context.Positions.ReadAsync(reader, context.Identity, cancellationToken);
            }

            return context.Result(command, rows, after);
        }
        catch (Exception e) when (e is SinkFailedException or EngineException)
        {
            await AbandonAsync(reader);
            throw;
        }
    }

    /// <summary>Ends the statement on the server, so that closing the reader need not read the rest of its rows.</summary>
    public static async ValueTask AbandonAsync(NpgsqlDataReader reader)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        try
        {
            while (await reader.NextResultAsync(cancelled.Token))
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException)
        {
            // It was to end, and has.
        }
    }

    private static async ValueTask ProveAsync(StatementContext context, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var placed = await context.Positions.ReadAsync(reader, context.Identity, cancellationToken);
        if (request.Role == ServerRole.Primary && placed.Reading.IsReplica)
        {
            throw StatementContext.NotPrimary();
        }

        if (request.MustCover is { } demanded && placed.LowerBound?.Covers(demanded) != true)
        {
            throw new EngineException(EngineErrorKind.NotReached, "The server has not reached the position.");
        }
    }
}
