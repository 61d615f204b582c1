namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlErrorTests(MySqlUnderTest engine) : ErrorTests(engine);
