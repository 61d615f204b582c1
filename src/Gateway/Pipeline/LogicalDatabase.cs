using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>What <c>{db}</c> in a URL names: a database on a cluster.</summary>
/// <param name="Name">The name in URLs.</param>
/// <param name="Cluster">The cluster it lives on, shared with others.</param>
/// <param name="ServerDatabase">The server's name of it, or null for the one in the cluster's connection string.</param>
internal sealed record LogicalDatabase(string Name, Cluster Cluster, string? ServerDatabase);
