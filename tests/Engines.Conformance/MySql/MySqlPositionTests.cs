namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlPositionTests(MySqlUnderTest engine) : PositionTests(engine);
