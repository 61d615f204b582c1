using CausalGateway.Engines.Postgres.Results;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>Runs a statement that may return rows and commit by itself (CALL): it must be alone in its round trip.</summary>
internal static class ProcedureExecution
{
    public static async ValueTask<WriteReport> RunAsync(StatementContext context, CancellationToken cancellationToken)
    {
        var floor = await CommitFloor.FetchAsync(context, cancellationToken);
        context.RequirePrimary(floor);
        var command = context.NewCommand();
        await using var batch = context.NewBatch();
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = reader.FieldCount > 0 ? await RowPump.RunAsync(reader, context.Sink, cancellationToken) : 0;
        await reader.NextResultAsync(cancellationToken);
        return new WriteReport(command, rows, floor, null);
    }
}
