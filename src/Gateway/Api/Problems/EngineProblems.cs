using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Api;

/// <summary>The answer to each kind of failure that an engine knows.</summary>
internal static class EngineProblems
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    public static GatewayException From(EngineException error)
    {
        var code = error.Kind switch
        {
            EngineErrorKind.SqlError => ErrorCode.SqlError,
            EngineErrorKind.InvalidParameter => ErrorCode.InvalidRequest,
            EngineErrorKind.ConstraintViolation => ErrorCode.ConstraintViolation,
            EngineErrorKind.SerializationFailure => ErrorCode.SerializationFailure,
            EngineErrorKind.PermissionDenied => ErrorCode.Forbidden,
            EngineErrorKind.Cancelled => ErrorCode.Cancelled,
            EngineErrorKind.TimedOut => ErrorCode.Timeout,
            EngineErrorKind.PoolExhausted => ErrorCode.TooManyRequests,
            EngineErrorKind.NotReached => ErrorCode.StalenessUnmet,
            EngineErrorKind.ReadOnly or EngineErrorKind.NotPrimary or EngineErrorKind.Unreachable or EngineErrorKind.ConnectionLost
                or EngineErrorKind.RecoveryConflict or EngineErrorKind.IncarnationChanged => ErrorCode.NoServer,
            _ => ErrorCode.InternalError,
        };
        var passes = code.Status is 503 or 429 || error.Kind == EngineErrorKind.SerializationFailure;
        return new GatewayException(code, error.Message, error)
        {
            Outcome = error.Outcome,
            Retryable = passes && error.Outcome == StatementOutcome.NotApplied,
            RetryAfter = code.Status is 503 or 429 ? SoonAgain : null,
        };
    }
}
