namespace CausalGateway.Engines.Conformance.MySql;

/// <summary>The tests that share MySQL's cluster.</summary>
[CollectionDefinition(nameof(OnMySql))]
public sealed class OnMySql : ICollectionFixture<MySqlUnderTest>;
