namespace CausalGateway.Abstractions;

/// <summary>Why a server, or the way to it, could not do what was asked; the same words for every engine.</summary>
public enum EngineErrorKind
{
    /// <summary>The statement is wrong: syntax, data, an unknown table.</summary>
    SqlError,

    /// <summary>A parameter cannot be sent as stated, or the count is wrong.</summary>
    InvalidParameter,

    /// <summary>A unique, foreign key, check, exclusion or not-null constraint.</summary>
    ConstraintViolation,

    /// <summary>Serialization failure or deadlock; running it again may succeed.</summary>
    SerializationFailure,

    /// <summary>The database user lacks a right.</summary>
    PermissionDenied,

    /// <summary>The statement was cancelled: by this call's token, or by somebody on the server.</summary>
    Cancelled,

    /// <summary>The server's own time limit ended the statement.</summary>
    TimedOut,

    /// <summary>The server could not be reached, or refuses connections; nothing was sent.</summary>
    Unreachable,

    /// <summary>The connection broke while the statement was under way.</summary>
    ConnectionLost,

    /// <summary>No connection became free in time; nothing was sent.</summary>
    PoolExhausted,

    /// <summary>A replica cancelled the read because replay needed what it was looking at.</summary>
    RecoveryConflict,

    /// <summary>The server only takes reads, and the statement is more than that; it was not run.</summary>
    ReadOnly,

    /// <summary>The server was expected to be the primary and is not.</summary>
    NotPrimary,

    /// <summary>The server is not the incarnation the caller had proof of; nothing was sent.</summary>
    IncarnationChanged,

    /// <summary>The server had not reached the demanded position; no row was handed out.</summary>
    NotReached,
}
