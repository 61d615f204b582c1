namespace CausalGateway.Gateway.Topology;

/// <summary>How long requests to a cluster wait and run.</summary>
/// <param name="WaitTimeout">How long a read waits for a replica, unless it says otherwise.</param>
/// <param name="StatementTimeout">The longest that a statement may run.</param>
internal sealed record ClusterLimits(TimeSpan WaitTimeout, TimeSpan StatementTimeout);
