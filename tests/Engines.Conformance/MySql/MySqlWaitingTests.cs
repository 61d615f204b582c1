namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlWaitingTests(MySqlUnderTest engine) : WaitingTests(engine);
