namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlProofTests(MySqlUnderTest engine) : ProofTests(engine);
