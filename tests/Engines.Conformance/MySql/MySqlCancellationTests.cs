namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlCancellationTests(MySqlUnderTest engine) : CancellationTests(engine);
