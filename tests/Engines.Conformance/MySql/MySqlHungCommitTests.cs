namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlHungCommitTests(MySqlUnderTest engine) : HungCommitTests(engine);
