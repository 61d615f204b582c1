namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlValueTests(MySqlUnderTest engine) : ValueTests(engine);
