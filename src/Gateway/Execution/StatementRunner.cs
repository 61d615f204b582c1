using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Results;
using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Sessions;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Execution;

/// <summary>Routes a statement and runs it; once more elsewhere if it certainly did nothing the first time.</summary>
internal sealed class StatementRunner(Router router, SessionStage sessions, long maxHeldBackBytes)
{
    private const int MostAttempts = 2;

    public async ValueTask<ExecutionResult> RunAsync(QueryContext query, AnswerBuffer buffer, JsonAnswer answer)
    {
        Server? failed = null;
        for (var attempt = 1; ; attempt++)
        {
            buffer.HoldBackLimit = query.Writes ? maxHeldBackBytes : null;
            var route = query.Route = await router.RouteAsync(query, failed);
            try
            {
                return await ExecuteAsync(query, route, answer);
            }
            catch (EngineException e) when (!buffer.IsStreaming && IsMoreThanARead(e, query))
            {
                if (query.Request.Target == ReadTarget.Replica)
                {
                    throw new GatewayException(ErrorCode.InvalidRequest, "The statement cannot run on a replica: it writes.", e);
                }

                // The statement writes where its text does not show it (a view, an operator): the server found out.
                answer.Reset();
                await TreatAsWriteAsync(query);
            }
            catch (EngineException e) when (CannotHaveDoneAnything(e, query))
            {
                query.Database.Cluster.ReportFailure(route.Server, e.Message);
                if (attempt == MostAttempts || buffer.IsStreaming)
                {
                    throw;
                }

                answer.Reset();
                failed = route.Server;
            }
        }
    }

    private static async ValueTask<ExecutionResult> ExecuteAsync(QueryContext query, RouteDecision route, JsonAnswer answer)
    {
        var request = new StatementRequest
        {
            Sql = query.Request.Sql,
            Classification = query.Classification,
            Parameters = query.Request.Parameters,
            Database = query.Database.ServerDatabase,
            ReadOnly = !query.Writes,
            Demand = DemandOf(query),
            Incarnation = route.Incarnation,
            Role = query.Writes || query.Level == ConsistencyLevel.Strong ? ServerRole.Primary : ServerRole.Unknown,
        };
        var started = query.Timings.Now;
        route.Server.Begin();
        try
        {
            var result = await route.Server.Client.ExecuteAsync(request, answer, query.Cancelled);
            route.Server.ObserveReached(result.Incarnation, result.Reached);
            return result;
        }
        finally
        {
            route.Server.End();
            query.Timings.Add(RequestTimings.Stage.Db, started);
        }
    }

    private static PositionDemand DemandOf(QueryContext query) =>
        query.Writes ? PositionDemand.Commit
        : query.Level == ConsistencyLevel.Eventual ? PositionDemand.None
        : PositionDemand.After;

    private static bool IsMoreThanARead(EngineException error, QueryContext query) =>
        error.Kind == EngineErrorKind.ReadOnly && !query.Writes;

    private async ValueTask TreatAsWriteAsync(QueryContext query)
    {
        query.Classification = query.Classification with
        {
            Kind = StatementKind.Write,
            Reason = "the server refused it as a read",
        };
        // A read may have been let through without the session's record; a write needs it.
        query.Session = await sessions.OpenAsync(query);
    }

    /// <summary>Whether the server's state, not the statement, is at fault, and nothing was changed.</summary>
    private static bool CannotHaveDoneAnything(EngineException error, QueryContext query) =>
        error.Outcome == StatementOutcome.NotApplied && error.Kind switch
        {
            EngineErrorKind.Unreachable or EngineErrorKind.IncarnationChanged or EngineErrorKind.NotPrimary => true,
            EngineErrorKind.ConnectionLost => true,
            EngineErrorKind.RecoveryConflict => !query.Writes,
            EngineErrorKind.ReadOnly => query.Writes,
            _ => false,
        };
}
