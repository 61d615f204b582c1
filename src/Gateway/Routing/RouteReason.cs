namespace CausalGateway.Gateway.Routing;

/// <summary>Why a server was chosen: the stable words of receipts.</summary>
internal static class RouteReason
{
    /// <summary>A replica that was known to have caught up.</summary>
    public const string CaughtUp = "caught-up";

    /// <summary>A replica that caught up while the read waited.</summary>
    public const string Waited = "waited";

    /// <summary>Any healthy replica will do.</summary>
    public const string AnyReplica = "any-replica";

    /// <summary>The statement writes, or cannot be shown not to.</summary>
    public const string Write = "write";

    /// <summary>The level asks for the primary.</summary>
    public const string Strong = "strong";

    /// <summary>The client asked for the primary.</summary>
    public const string Requested = "requested";

    /// <summary>There is no healthy replica: the primary serves.</summary>
    public const string NoReplica = "no-replica";

    /// <summary>No replica caught up within the wait: the primary serves.</summary>
    public const string WaitTimeout = "wait-timeout";

    /// <summary>No replica is receiving and replaying, so that waiting would be in vain: the primary serves.</summary>
    public const string ReplicasStalled = "replicas-stalled";
}
