namespace CausalGateway.LocalCluster.Tests.MariaDb;

/// <summary>Tests in this collection use the shared MariaDB cluster one after the other.</summary>
[CollectionDefinition(nameof(SharedMariaDb))]
public sealed class SharedMariaDb : ICollectionFixture<MariaDbFixture>;
