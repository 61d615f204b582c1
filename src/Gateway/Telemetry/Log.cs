using CausalGateway.Abstractions;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway;

/// <summary>Every message the gateway logs. Event ids: 1000 start and stop, 2000 topology, 3000 sessions, 4000 requests.</summary>
/// <remarks>No message carries a statement, a parameter, a connection string or a key.</remarks>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "No signing keys are configured: bookmarks are signed with a key of this process and end with it.")]
    public static partial void EphemeralSigningKey(this ILogger log);

    [LoggerMessage(1002, LogLevel.Information, "Session positions are kept in this process: several instances need Gateway:Sessions:Redis.")]
    public static partial void InProcessSessions(this ILogger log);

    [LoggerMessage(2001, LogLevel.Information, "{Cluster}: {Server} is {Role} on {History}")]
    public static partial void ServerFound(this ILogger log, string cluster, string server, ServerRole role, string history);

    [LoggerMessage(2002, LogLevel.Warning, "{Cluster}: {Server} is out of rotation: {Error}")]
    public static partial void ServerLost(this ILogger log, string cluster, string server, string error);

    [LoggerMessage(2003, LogLevel.Warning, "{Cluster}: {Server}: {Warning}")]
    public static partial void ServerWarning(this ILogger log, string cluster, string server, string warning);

    [LoggerMessage(2004, LogLevel.Warning, "{Cluster}: the primary is {Primary} (fault: {Fault})")]
    public static partial void PrimaryChanged(this ILogger log, string cluster, string primary, TopologyFault fault);

    [LoggerMessage(3001, LogLevel.Warning, "The session store failed: {Reason}")]
    public static partial void SessionStoreFailed(this ILogger log, string reason);

    [LoggerMessage(3002, LogLevel.Error, "A committed write on {Cluster} could not be recorded under its session: {Reason}")]
    public static partial void WriteNotRecorded(this ILogger log, string cluster, string reason);

    [LoggerMessage(4001, LogLevel.Error, "Request {RequestId} failed unexpectedly")]
    public static partial void RequestFailed(this ILogger log, Exception exception, string requestId);

    [LoggerMessage(4002, LogLevel.Warning, "Request {RequestId} failed after its answer had begun; the connection is aborted: {Reason}")]
    public static partial void AnswerAborted(this ILogger log, string requestId, string reason);
}
