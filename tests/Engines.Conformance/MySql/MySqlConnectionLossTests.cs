namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlConnectionLossTests(MySqlUnderTest engine) : ConnectionLossTests(engine);
