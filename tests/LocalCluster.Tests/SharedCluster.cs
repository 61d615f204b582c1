namespace CausalGateway.LocalCluster.Tests;

/// <summary>Tests in this collection use the shared cluster one after the other.</summary>
[CollectionDefinition(nameof(SharedCluster))]
public sealed class SharedCluster;
