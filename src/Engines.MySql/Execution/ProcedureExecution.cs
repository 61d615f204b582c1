using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Results;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>Runs a statement that may return rows and commit by itself (CALL): what it has done cannot be taken back.</summary>
internal static class ProcedureExecution
{
    public static async ValueTask<WriteReport> RunAsync(StatementContext context)
    {
        var command = await context.NewCommandAsync();
        context.Add(context.Positions.Guard);
        context.Add(context.Positions.Command);
        context.Add(command);
        await context.SendAsync();
        await WriteExecution.ReadGuardAsync(context);
        try
        {
            var report = WriteExecution.Report(context, await CommandAnswer.ReadAsync(context, hasSink: true));
            await RefuseOpenTransactionAsync(context);
            return report;
        }
        catch (SinkFailedException)
        {
            await AbandonedAnswer.EndAsync(context, inRows: true);
            throw;
        }
    }

    /// <summary>What a procedure leaves open is never committed: its answer must not say that it was done.</summary>
    private static async ValueTask RefuseOpenTransactionAsync(StatementContext context)
    {
        if (context.Connection.InTransaction)
        {
            await ReturningExecution.TryRollBackAsync(context);
            throw new EngineException(
                EngineErrorKind.SqlError, "The statement left a transaction open, which was rolled back.");
        }
    }
}
