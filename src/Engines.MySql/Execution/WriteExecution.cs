using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>Runs a write that returns no rows, in one round trip: the guard, the position, the write.</summary>
/// <remarks>
/// The guard makes the server itself refuse the write if it takes no writes just then, whatever rights the user has. The
/// position behind the commit is the GTID in the server's answer; it is asked for only where the server did not tell it.
/// </remarks>
internal static class WriteExecution
{
    public static async ValueTask<WriteReport> RunAsync(StatementContext context)
    {
        var command = await context.NewCommandAsync();
        context.Add(context.Positions.Guard);
        context.Add(context.Positions.Command);
        context.Add(command);
        await context.SendAsync();
        await ReadGuardAsync(context);
        return Report(context, await CommandAnswer.ReadAsync(context, hasSink: false));
    }

    /// <summary>Reads the answers of the guard and of the position behind it.</summary>
    /// <exception cref="EngineException">They were interrupted; the write behind them ran all the same.</exception>
    public static async ValueTask ReadGuardAsync(StatementContext context)
    {
        ServerError? interrupted = null;
        try
        {
            await context.ReadDoneAsync();
        }
        catch (ServerErrorException e)
        {
            interrupted = e.Error;
        }

        try
        {
            context.Before = await context.Positions.ReadAsync(context.Connection, context.Abort);
        }
        catch (ServerErrorException e)
        {
            interrupted ??= e.Error;
        }

        if (interrupted is not null)
        {
            var answer = await CommandAnswer.ReadAsync(context, hasSink: false);
            throw context.Explain(new ServerErrorException(interrupted))
                .WithOutcome(answer.Error is null ? StatementOutcome.Applied : StatementOutcome.Unknown);
        }
    }

    /// <summary>What a write's answer says.</summary>
    /// <exception cref="EngineException">It failed; the outcome is what can be said without asking further.</exception>
    public static WriteReport Report(StatementContext context, CommandAnswer answer)
    {
        if (answer.Error is { } error)
        {
            throw context.Refused(error);
        }

        if (context.Before!.RefusesWrites && context.Request.Role == ServerRole.Primary)
        {
            // It did nothing that the guard would have had to refuse; but a replica answered.
            throw StatementContext.NotPrimary();
        }

        return new WriteReport
        {
            Rows = answer.Rows,
            Commit = answer.Commit,
            IsComplete = answer.Commit is not null && !answer.HadRows && answer.AffectedRows > 0,
            LastInsertId = answer.LastInsertId,
        };
    }
}
