using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <summary>Tests in this collection use the PostgreSQL servers one after the other.</summary>
[CollectionDefinition(nameof(OnPostgres))]
public sealed class OnPostgres : ICollectionFixture<PostgresServers>;
