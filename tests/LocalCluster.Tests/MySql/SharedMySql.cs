namespace CausalGateway.LocalCluster.Tests.MySql;

/// <summary>Tests in this collection use the shared MySQL cluster one after the other.</summary>
[CollectionDefinition(nameof(SharedMySql))]
public sealed class SharedMySql : ICollectionFixture<MySqlFixture>;
