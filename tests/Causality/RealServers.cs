using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <summary>Tests in this collection use the servers one after the other.</summary>
[CollectionDefinition(nameof(RealServers))]
public sealed class RealServers : ICollectionFixture<TestServers>;
