namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlReplayTests(MySqlUnderTest engine) : ReplayTests(engine);
