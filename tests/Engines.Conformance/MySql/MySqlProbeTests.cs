namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlProbeTests(MySqlUnderTest engine) : ProbeTests(engine);
