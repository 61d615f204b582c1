using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Api;

/// <summary>Ends a request with a problem. Its message is fit for the client.</summary>
internal sealed class GatewayException(ErrorCode code, string detail, Exception? innerException = null)
    : Exception(detail, innerException)
{
    public ErrorCode Code { get; } = code;

    /// <summary>What is known of the statement's effect.</summary>
    public StatementOutcome Outcome { get; init; } = StatementOutcome.NotApplied;

    /// <summary>Whether the same request may succeed when sent again, without doing anything twice.</summary>
    public bool Retryable { get; init; }

    /// <summary>How long to wait before that.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the database said, if it was the one to refuse.</summary>
    public EngineException? Database => InnerException as EngineException;

    /// <summary>With <see cref="ErrorCode.PositionLost"/>: what is lost.</summary>
    public LostPosition? Lost { get; init; }

    public static GatewayException InvalidRequest(string detail) => new(ErrorCode.InvalidRequest, detail);
}
