namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbConnectionLossTests(MariaDbUnderTest engine) : ConnectionLossTests(engine);
