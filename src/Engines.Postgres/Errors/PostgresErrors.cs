using System.Net.Sockets;
using CausalGateway.Abstractions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Errors;

/// <summary>Says in the gateway's words what PostgreSQL or the way to it reported (manual, appendix A).</summary>
internal static class PostgresErrors
{
    private const string ConflictWithRecoveryClass = "40";

    /// <summary>A failure before anything of a statement was sent.</summary>
    public static EngineException WhileOpening(Exception error) => error switch
    {
        EngineException known => known,
        NpgsqlException { InnerException: EngineException known } => known,
        // Its message can name the user and the database, which are the operator's business: the code tells enough.
        PostgresException refused => new EngineException(
            EngineErrorKind.Unreachable, "The server refused the connection.", refused) { SqlState = refused.SqlState },
        NpgsqlException { InnerException: TimeoutException } when error.Message.Contains("pool", StringComparison.Ordinal) => new EngineException(
            EngineErrorKind.PoolExhausted, "No connection became free in time.", error),
        _ => new EngineException(EngineErrorKind.Unreachable, "The server cannot be reached.", error),
    };

    /// <summary>A failure while a statement was under way.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="readOnly">Whether it ran in a read-only transaction: it then changed nothing, whatever happened.</param>
    /// <param name="position">Translates a position in the statement that was sent into the client's.</param>
    public static EngineException WhileRunning(Exception error, bool readOnly, Func<int, int>? position = null)
    {
        var lost = readOnly ? StatementOutcome.NotApplied : StatementOutcome.Unknown;
        return error switch
        {
            EngineException known => known,
            PostgresException reported => FromServer(reported, readOnly, lost, position),
            OperationCanceledException { InnerException: PostgresException } cancelled => new EngineException(
                EngineErrorKind.Cancelled, "The statement was cancelled.", cancelled),
            OperationCanceledException cancelled => new EngineException(
                EngineErrorKind.Cancelled, "The statement was cancelled.", cancelled) { Outcome = lost },
            NpgsqlException or SocketException or IOException => new EngineException(
                EngineErrorKind.ConnectionLost, "The connection to the server broke.", error) { Outcome = lost },
            // What Npgsql throws when a parameter cannot be written at all.
            InvalidCastException or ArgumentException or InvalidOperationException => new EngineException(
                EngineErrorKind.ConnectionLost, "The statement could not be sent.", error) { Outcome = lost },
            _ => new EngineException(EngineErrorKind.ConnectionLost, "The statement failed unexpectedly.", error) { Outcome = lost },
        };
    }

    private static EngineException FromServer(
        PostgresException error, bool readOnly, StatementOutcome lost, Func<int, int>? position)
    {
        var kind = KindOf(error.SqlState, readOnly);
        var ended = kind is EngineErrorKind.ConnectionLost;
        return new EngineException(kind, error.MessageText, error)
        {
            Outcome = ended ? lost : StatementOutcome.NotApplied,
            SqlState = error.SqlState,
            Hint = error.Hint,
            Constraint = error.ConstraintName,
            StatementPosition = error.Position <= 0 ? null : position?.Invoke(error.Position) ?? error.Position,
        };
    }

    private static EngineErrorKind KindOf(string sqlState, bool readOnly) => sqlState switch
    {
        PostgresErrorCodes.QueryCanceled => EngineErrorKind.Cancelled,
        PostgresErrorCodes.InsufficientPrivilege => EngineErrorKind.PermissionDenied,
        PostgresErrorCodes.ReadOnlySqlTransaction => EngineErrorKind.ReadOnly,
        PostgresErrorCodes.ProtocolViolation => EngineErrorKind.InvalidParameter,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            => EngineErrorKind.ConnectionLost,
        // A read-only READ COMMITTED transaction cannot fail to serialize: on a replica the code means that replay needed what
        // the read was looking at.
        _ when sqlState.StartsWith(ConflictWithRecoveryClass, StringComparison.Ordinal) =>
            readOnly ? EngineErrorKind.RecoveryConflict : EngineErrorKind.SerializationFailure,
        _ when sqlState.StartsWith("23", StringComparison.Ordinal) => EngineErrorKind.ConstraintViolation,
        _ when sqlState.StartsWith("08", StringComparison.Ordinal) => EngineErrorKind.ConnectionLost,
        _ => EngineErrorKind.SqlError,
    };
}
