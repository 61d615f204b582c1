using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <summary>Tests in this collection use the MySQL servers one after the other.</summary>
[CollectionDefinition(nameof(OnMySql))]
public sealed class OnMySql : ICollectionFixture<MySqlServers>;
