namespace CausalGateway.Engines.Conformance.Postgres;

/// <summary>The tests that share PostgreSQL's cluster.</summary>
[CollectionDefinition(nameof(OnPostgres))]
public sealed class OnPostgres : ICollectionFixture<PostgresUnderTest>;
