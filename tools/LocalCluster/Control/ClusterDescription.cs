namespace CausalGateway.LocalCluster.Control;

/// <summary>What the command line tells about a running cluster: the shape of <c>--json</c>.</summary>
internal sealed record ClusterDescription(string Folder, IReadOnlyList<ServerDescription> Servers);
