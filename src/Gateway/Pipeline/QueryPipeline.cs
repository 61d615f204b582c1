using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Execution;
using CausalGateway.Gateway.Results;
using CausalGateway.Gateway.Security;
using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>
/// The stages of a query, in their order: receive, authenticate, classify, session, route, execute, stream, record.
/// </summary>
/// <remarks>
/// Classification comes before the session: a refused statement then costs nothing, and an eventual read never needs the store.
/// Rows stream while the statement executes; the answer's end waits until what it has shown is recorded. A write's answer is
/// held back as a whole until then.
/// </remarks>
internal sealed class QueryPipeline(
    RequestReceiver receiver, SessionStage sessions, StatementRunner runner, AnswerLimits limits, TimeProvider time,
    ILogger<QueryPipeline> log)
{
    public async Task RunAsync(HttpContext http, string database)
    {
        var query = new QueryContext(http, RequestId.Of(http), time);
        using var deadline = new RequestDeadline(time, http.RequestAborted);
        using var buffer = new AnswerBuffer(http.Response, limits.StreamFrom, body => AnswerHeaders.StartStream(query, body));
        try
        {
            await receiver.ReceiveAsync(query, database);
            query.Cancelled = deadline.Start(query.Request.Timeout ?? query.Database.Cluster.Limits.StatementTimeout);
            query.Principal = Principal.Anonymous;
            query.Classification = Classification.Of(query);

            var started = query.Timings.Now;
            query.Session = await sessions.OpenAsync(query);
            query.Timings.Add(RequestTimings.Stage.Session, started);

            using var answer = new JsonAnswer(buffer, query.Request.RowsAsArrays, query.Request.LossyNumbers);
            var result = await runner.RunAsync(query, buffer, answer);
            query.SessionAnswer = await RecordAsync(query, result);
            answer.WriteEnd(result, query.SessionAnswer, AnswerHeaders.ReceiptOf(query, result));
            await buffer.FinishAsync(
                () => AnswerHeaders.Write(query), () => AnswerHeaders.TrailersOf(query), http.RequestAborted);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away, and its statement was cancelled: nobody is left to answer.
            http.Abort();
        }
        catch (Exception e)
        {
            await FailAsync(query, buffer, await ExplainAsync(query, e, deadline));
        }
    }

    private async ValueTask<SessionAnswer> RecordAsync(QueryContext query, ExecutionResult result)
    {
        var started = query.Timings.Now;
        try
        {
            if (!query.Writes)
            {
                return result.Position is not null || query.Level == ConsistencyLevel.Eventual
                    ? await sessions.RecordReadAsync(query, result.Position, result.Incarnation)
                    : throw new GatewayException(ErrorCode.NoServer, "The server could not tell what its answer had shown.")
                    {
                        Retryable = true,
                    };
            }

            return result.Position is not null
                ? await sessions.RecordWriteAsync(query, result)
                : throw new GatewayException(
                    ErrorCode.NoServer, "The statement was committed, but the server was lost before it told its position.")
                {
                    Outcome = StatementOutcome.Applied,
                };
        }
        finally
        {
            query.Timings.Add(RequestTimings.Stage.Record, started);
        }
    }

    /// <summary>What to tell the client; an error that shows data is recorded like a read before it is told.</summary>
    private async ValueTask<GatewayException> ExplainAsync(QueryContext query, Exception error, RequestDeadline deadline)
    {
        switch (error)
        {
            case EngineException { Kind: EngineErrorKind.Cancelled } cancelled when deadline.IsOver:
                return OutOfTime(cancelled.Outcome, cancelled);
            case OperationCanceledException when deadline.IsOver:
                return OutOfTime(StatementOutcome.NotApplied, null);
            case EngineException engine when await RecordErrorAsync(query, engine) is { } unrecorded:
                return unrecorded;
        }

        if (RequestProblems.From(error) is { } problem)
        {
            return problem;
        }

        log.RequestFailed(error, query.RequestId);
        return RequestProblems.Internal(
            query.Route is not null && query.Writes ? StatementOutcome.Unknown : StatementOutcome.NotApplied);
    }

    private async ValueTask<GatewayException?> RecordErrorAsync(QueryContext query, EngineException error)
    {
        if (error.Position is null || (query.Level == ConsistencyLevel.Eventual && !query.Writes))
        {
            return null;
        }

        try
        {
            query.SessionAnswer = await sessions.RecordReadAsync(query, error.Position, error.Incarnation);
            return null;
        }
        catch (GatewayException unrecorded)
        {
            // What is known of the statement stays so, whatever became of the recording.
            return new GatewayException(unrecorded.Code, unrecorded.Message, unrecorded)
            {
                Outcome = error.Outcome,
                Retryable = unrecorded.Retryable && error.Outcome == StatementOutcome.NotApplied,
                RetryAfter = unrecorded.RetryAfter,
            };
        }
    }

    private async ValueTask FailAsync(QueryContext query, AnswerBuffer buffer, GatewayException error)
    {
        if (buffer.IsStreaming || query.Http.Response.HasStarted)
        {
            // The status has gone out as a success: only a broken connection can still tell the client otherwise.
            log.AnswerAborted(query.RequestId, error.Code.Name);
            query.Http.Abort();
            return;
        }

        AnswerHeaders.WriteCommon(query);
        await ProblemWriter.WriteAsync(query.Http, error, query.RequestId, query.SessionAnswer);
    }

    private static GatewayException OutOfTime(StatementOutcome outcome, EngineException? cause) =>
        new(ErrorCode.Timeout, "The statement ran longer than it may.", cause) { Outcome = outcome };
}
