using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <summary>Tests in this collection use the MariaDB servers one after the other.</summary>
[CollectionDefinition(nameof(OnMariaDb))]
public sealed class OnMariaDb : ICollectionFixture<MariaDbServers>;
