using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Replication;
using CausalGateway.Engines.MySql.Results;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>Runs a read in one round trip: the proof, the read, the position after it.</summary>
/// <remarks>
/// Each is a transaction of its own: the proof's answer is older than the read's snapshot. The server runs each command
/// whatever became of the one before, so that the position also comes behind an error.
/// </remarks>
internal static class ReadExecution
{
    public static async ValueTask<ExecutionResult> RunAsync(StatementContext context)
    {
        var request = context.Request;
        var demanded = request.Demand.HasFlag(PositionDemand.Before) ? request.MustCover : null;
        if (demanded is not null && await ProveByMonitorAsync(context, demanded))
        {
            demanded = null;
        }

        var proves = demanded is not null || request.Role == ServerRole.Primary;
        var remembers = request.Demand.HasFlag(PositionDemand.After);
        var command = await context.NewCommandAsync();
        if (proves)
        {
            context.Add(context.Positions.Command);
        }

        context.Add(command);
        if (remembers)
        {
            context.Add(context.Positions.Command);
        }

        await context.SendAsync();
        try
        {
            if (proves)
            {
                Prove(context, await context.Positions.ReadAsync(context.Connection, context.Abort), demanded);
            }

            return await ReadAsync(context, remembers);
        }
        catch (Exception e) when (e is SinkFailedException or EngineException or ServerErrorException && !context.Connection.IsIdle)
        {
            await AbandonedAnswer.EndAsync(context, inRows: e is SinkFailedException);
            throw;
        }
    }

    /// <summary>
    /// Where a primary's own connections cannot tell what it has committed, its monitor is asked before the statement is sent.
    /// </summary>
    private static async ValueTask<bool> ProveByMonitorAsync(StatementContext context, ReplicationPosition demanded)
    {
        var monitor = context.Positions.Monitor;
        if (context.Positions.Dialect.ProvesPrimaryInline || monitor.Last?.Role != ServerRole.Primary)
        {
            return false;
        }

        var status = await monitor.ProbeAsync(context.Pooled.Watch.Stop);
        return status.Incarnation == context.Pooled.Identity.Incarnation && status.Reached?.Covers(demanded) == true;
    }

    private static void Prove(StatementContext context, PositionReading reading, ReplicationPosition? demanded)
    {
        if (context.Request.Role == ServerRole.Primary && reading.IsReadOnly)
        {
            throw StatementContext.NotPrimary();
        }

        if (demanded is not null && !reading.LowerBound.Covers(demanded))
        {
            throw new EngineException(EngineErrorKind.NotReached, "The server has not reached the position.");
        }
    }

    private static async ValueTask<ExecutionResult> ReadAsync(StatementContext context, bool remembers)
    {
        var rows = 0L;
        var reply = await context.Connection.ReadReplyAsync(context.Abort);
        if (reply.Kind == ReplyKind.Rows)
        {
            (rows, reply) = await context.PumpAsync(reply);
        }

        while (reply.MoreResults)
        {
            // Rows that the statement's text did not show: nobody waits for them.
            reply = await context.Connection.ReadReplyAsync(context.Abort);
            reply = reply.Kind == ReplyKind.Rows ? await context.SkipRowsAsync() : reply;
        }

        var after = remembers ? await context.Positions.ReadAsync(context.Connection, context.Abort) : null;
        return reply.Error is { } error
            ? throw context.Explain(new ServerErrorException(error))
                .WithPosition(after?.UpperBound, context.Pooled.Identity.Incarnation)
            : context.ReadResult(rows, after);
    }
}
