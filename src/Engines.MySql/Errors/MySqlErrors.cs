using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Errors;

/// <summary>Says in the gateway's words what MySQL or MariaDB, or the way to it, reported.</summary>
internal static class MySqlErrors
{
    private const string Broke = "The connection to the server broke.";

    /// <summary>A failure before anything of a statement was sent.</summary>
    public static EngineException WhileOpening(Exception error) => error switch
    {
        EngineException known => known,
        // Its message can name the user, the database and this machine: the operator's business. The number tells enough.
        ServerErrorException { Error: var refused } => new EngineException(
            EngineErrorKind.Unreachable, "The server refused the connection.", error)
        {
            SqlState = refused.SqlState,
            ErrorNumber = refused.Number,
        },
        DriverException { Failure: DriverFailure.Tls or DriverFailure.Unsupported } => new EngineException(
            EngineErrorKind.Unreachable, error.Message, error),
        DriverException { Failure: DriverFailure.Protocol } => new EngineException(
            EngineErrorKind.Unreachable, "What answered does not speak the server's protocol.", error),
        DriverException { Failure: DriverFailure.Lost } => new EngineException(
            EngineErrorKind.Unreachable, "The server ended the connection while it was being opened.", error),
        _ => new EngineException(EngineErrorKind.Unreachable, "The server cannot be reached.", error),
    };

    /// <summary>A failure while a statement was under way.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="readOnly">Whether it ran in a read-only transaction: it then changed nothing, whatever happened.</param>
    public static EngineException WhileRunning(Exception error, bool readOnly)
    {
        var lost = LostOutcome(readOnly);
        return error switch
        {
            EngineException known => known,
            ServerErrorException reported => FromServer(reported.Error, readOnly, reported),
            OperationCanceledException => new EngineException(
                EngineErrorKind.Cancelled, "The statement was cancelled.", error) { Outcome = lost },
            DriverException { Failure: DriverFailure.Protocol } => new EngineException(
                EngineErrorKind.ConnectionLost, "The server's answer could not be read.", error) { Outcome = lost },
            DriverException or IOException => new EngineException(
                EngineErrorKind.ConnectionLost, Broke, error) { Outcome = lost },
            _ => new EngineException(
                EngineErrorKind.ConnectionLost, "The statement failed unexpectedly.", error) { Outcome = lost },
        };
    }

    /// <summary>What the server answered instead of a result.</summary>
    /// <param name="error">The server's words.</param>
    /// <param name="readOnly">Whether it ran in a read-only transaction.</param>
    /// <remarks>
    /// An error undoes its statement, and a deadlock the whole transaction; the outcome says so. It is not so for a table
    /// without transactions, nor for a procedure that commits on its way: who runs such a statement has to widen the outcome.
    /// </remarks>
    public static EngineException FromServer(ServerError error, bool readOnly) => FromServer(error, readOnly, null);

    private static EngineException FromServer(ServerError error, bool readOnly, Exception? inner)
    {
        var kind = KindOf(error, readOnly);
        return new EngineException(kind, AccountNames.Remove(error), inner)
        {
            Outcome = OutcomeOf(error, kind, readOnly),
            SqlState = error.SqlState,
            ErrorNumber = error.Number,
            Constraint = kind == EngineErrorKind.ConstraintViolation ? ConstraintName.In(error) : null,
        };
    }

    private static StatementOutcome OutcomeOf(ServerError error, EngineErrorKind kind, bool readOnly) => error.Number switch
    {
        // Sent when an idle connection ends: the command was never read.
        ErrorNumber.IdleTooLong => StatementOutcome.NotApplied,
        ErrorNumber.CommitFailed => LostOutcome(readOnly),
        _ => kind == EngineErrorKind.ConnectionLost ? LostOutcome(readOnly) : StatementOutcome.NotApplied,
    };

    private static StatementOutcome LostOutcome(bool readOnly) =>
        readOnly ? StatementOutcome.NotApplied : StatementOutcome.Unknown;

    private static EngineErrorKind KindOf(ServerError error, bool readOnly) => error.Number switch
    {
        ErrorNumber.Interrupted => EngineErrorKind.Cancelled,
        ErrorNumber.TimeLimit or ErrorNumber.MariaDbTimeLimit => EngineErrorKind.TimedOut,

        ErrorNumber.ReadOnlyTransaction or ErrorNumber.ReadOnlyMode or ErrorNumber.StorageReadOnly => EngineErrorKind.ReadOnly,
        ErrorNumber.OptionPreventsStatement when NamesReadOnly(error.Message) => EngineErrorKind.ReadOnly,

        ErrorNumber.DatabaseAccessDenied or ErrorNumber.AccessDenied or ErrorNumber.TableAccessDenied
            or ErrorNumber.ColumnAccessDenied or ErrorNumber.PrivilegeDenied or ErrorNumber.RoutineAccessDenied
            or ErrorNumber.AccessDeniedWithoutPassword or ErrorNumber.KillDenied or ErrorNumber.ViewNotExplainable
            or ErrorNumber.GrantCreatesUser or ErrorNumber.RoutineNeedsSuper or ErrorNumber.DatabaseDenied
            => EngineErrorKind.PermissionDenied,

        // The lock that was waited for, or the table that was rebuilt, may be free and settled the next time.
        ErrorNumber.Deadlock or ErrorNumber.LockWaitTimeout or ErrorNumber.RecordChanged or ErrorNumber.TableDefinitionChanged
            or ErrorNumber.NeedsPreparing or ErrorNumber.LockAborted or ErrorNumber.UserLockDeadlock or ErrorNumber.LockNoWait
            => Transient(readOnly),

        ErrorNumber.CheckViolated or ErrorNumber.NoDefault or ErrorNumber.NullToNotNull => EngineErrorKind.ConstraintViolation,
        ErrorNumber.AmbiguousColumn => EngineErrorKind.SqlError,

        ErrorNumber.PacketTooLarge or ErrorNumber.MalformedPacket or ErrorNumber.TooManyParameters
            => EngineErrorKind.InvalidParameter,
        ErrorNumber.TooManyPrepared or ErrorNumber.UserLimitReached => EngineErrorKind.Unreachable,

        ErrorNumber.ServerShutdown or ErrorNumber.ShutdownComplete or ErrorNumber.MariaDbKilled or ErrorNumber.ServerNotAvailable
            or ErrorNumber.SessionKilled => EngineErrorKind.ConnectionLost,
        // MariaDB has another error of this number; only MySQL's names the variable.
        ErrorNumber.IdleTooLong when error.Message.Contains("wait_timeout", StringComparison.Ordinal)
            => EngineErrorKind.ConnectionLost,

        _ => KindOf(error.SqlState, error.Number, readOnly),
    };

    /// <summary>By the SQLSTATE's class, which is also right for errors that the lists do not have, and for SIGNAL.</summary>
    private static EngineErrorKind KindOf(string sqlState, int number, bool readOnly)
    {
        if (sqlState.StartsWith("23", StringComparison.Ordinal))
        {
            return EngineErrorKind.ConstraintViolation;
        }

        if (sqlState.StartsWith("40", StringComparison.Ordinal))
        {
            return Transient(readOnly);
        }

        return sqlState.StartsWith("08", StringComparison.Ordinal) && number != ErrorNumber.Signal
            ? EngineErrorKind.ConnectionLost
            : EngineErrorKind.SqlError;
    }

    /// <summary>A read that met another's lock or change is worth another server; a write is the client's to run again.</summary>
    private static EngineErrorKind Transient(bool readOnly) =>
        readOnly ? EngineErrorKind.RecoveryConflict : EngineErrorKind.SerializationFailure;

    /// <summary>One number stands for every option that forbids a statement; its name is in the text in any language.</summary>
    private static bool NamesReadOnly(string message) =>
        message.Contains("read-only", StringComparison.OrdinalIgnoreCase)
        || message.Contains("read_only", StringComparison.OrdinalIgnoreCase);
}
