namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlClassificationTests(MySqlUnderTest engine) : ClassificationTests(engine);
