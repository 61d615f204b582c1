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
            return WriteExecution.Report(context, await CommandAnswer.ReadAsync(context, hasSink: true));
        }
        catch (SinkFailedException)
        {
            await AbandonedAnswer.EndAsync(context, inRows: true);
            throw;
        }
    }
}
