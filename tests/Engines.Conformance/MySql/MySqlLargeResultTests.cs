namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlLargeResultTests(MySqlUnderTest engine) : LargeResultTests(engine);
