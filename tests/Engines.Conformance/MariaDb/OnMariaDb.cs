namespace CausalGateway.Engines.Conformance.MariaDb;

/// <summary>The tests that share MariaDB's cluster.</summary>
[CollectionDefinition(nameof(OnMariaDb))]
public sealed class OnMariaDb : ICollectionFixture<MariaDbUnderTest>;
