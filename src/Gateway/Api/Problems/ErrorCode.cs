namespace CausalGateway.Gateway.Api;

/// <summary>A stable name for what went wrong, with its status and title. Clients may rely on the name.</summary>
internal sealed record ErrorCode(int Status, string Name, string Title)
{
    public static readonly ErrorCode InvalidRequest = new(400, "invalid-request", "The request is not valid.");
    public static readonly ErrorCode InvalidBookmark = new(400, "invalid-bookmark", "The bookmark is not one of this installation's.");
    public static readonly ErrorCode DuplicateColumn = new(400, "duplicate-column", "Two columns have one name.");
    public static readonly ErrorCode SessionState = new(400, "session-state", "The statement would leave state behind on a shared connection.");
    public static readonly ErrorCode SqlError = new(400, "sql-error", "The database refused the statement.");
    public static readonly ErrorCode Forbidden = new(403, "forbidden", "The database user may not do this.");
    public static readonly ErrorCode NotFound = new(404, "not-found", "There is nothing here.");
    public static readonly ErrorCode UnknownDatabase = new(404, "unknown-database", "There is no such database.");
    public static readonly ErrorCode NotAcceptable = new(406, "not-acceptable", "The answer cannot be given in that form.");
    public static readonly ErrorCode Cancelled = new(409, "cancelled", "The statement was cancelled.");
    public static readonly ErrorCode ConstraintViolation = new(409, "constraint-violation", "The statement violates a constraint.");
    public static readonly ErrorCode SerializationFailure = new(409, "serialization-failure", "The statement lost against a concurrent one.");
    public static readonly ErrorCode PositionLost = new(410, "position-lost", "The cluster no longer has, or may no longer have, what this session depends on.");
    public static readonly ErrorCode TooLarge = new(413, "too-large", "The request or its answer is too large.");
    public static readonly ErrorCode UnsupportedMediaType = new(415, "unsupported-media-type", "The request must be JSON.");
    public static readonly ErrorCode TooManyRequests = new(429, "too-many-requests", "Too many statements are running.");
    public static readonly ErrorCode InternalError = new(500, "internal-error", "The gateway failed.");
    public static readonly ErrorCode NoServer = new(503, "no-server", "No server can do this at the moment.");
    public static readonly ErrorCode SplitBrain = new(503, "split-brain", "Two servers take writes, and it cannot be told which one is right.");
    public static readonly ErrorCode StoreUnavailable = new(503, "store-unavailable", "The session store cannot be reached.");
    public static readonly ErrorCode StalenessUnmet = new(503, "staleness-unmet", "No server has caught up in time.");
    public static readonly ErrorCode Timeout = new(504, "timeout", "The statement ran out of time.");

    /// <summary>The problem's type: a URI that ends in the name.</summary>
    public string Type { get; } = "urn:causalgateway:problem:" + Name;
}
