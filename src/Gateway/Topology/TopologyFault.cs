namespace CausalGateway.Gateway.Topology;

/// <summary>Why a cluster has no server for writes.</summary>
internal enum TopologyFault
{
    None,

    /// <summary>No reachable server takes writes.</summary>
    NoPrimary,

    /// <summary>Two servers take writes, and it cannot be told whose history is the newer one.</summary>
    SplitBrain,
}
