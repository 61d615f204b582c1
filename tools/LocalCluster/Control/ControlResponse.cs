namespace CausalGateway.LocalCluster.Control;

/// <summary>The answer to a verb: why it failed, if it did, and how the cluster is afterwards.</summary>
internal sealed record ControlResponse(string? Error, ClusterDescription Cluster);
