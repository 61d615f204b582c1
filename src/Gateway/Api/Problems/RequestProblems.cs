using CausalGateway.Abstractions;
using CausalGateway.Gateway.Results;

namespace CausalGateway.Gateway.Api;

/// <summary>The answer to whatever may end a request.</summary>
internal static class RequestProblems
{
    /// <summary>The problem to tell, or null for a failure of the gateway's own, which belongs in its log.</summary>
    public static GatewayException? From(Exception error) => error switch
    {
        GatewayException known => known,
        EngineException engine => EngineProblems.From(engine),
        DuplicateColumnException duplicate => new GatewayException(ErrorCode.DuplicateColumn, duplicate.Message),
        AnswerTooLargeException tooLarge => new GatewayException(ErrorCode.TooLarge, tooLarge.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new GatewayException(ErrorCode.TooLarge, "The request's body is larger than this gateway takes."),
        BadHttpRequestException bad => GatewayException.InvalidRequest(bad.Message),
        _ => null,
    };

    /// <summary>What the client is told of a failure of the gateway's own.</summary>
    public static GatewayException Internal(StatementOutcome outcome = StatementOutcome.NotApplied) =>
        new(ErrorCode.InternalError, "The gateway failed; its log tells more.") { Outcome = outcome };
}
