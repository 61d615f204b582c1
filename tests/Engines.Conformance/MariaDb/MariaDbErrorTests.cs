namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbErrorTests(MariaDbUnderTest engine) : ErrorTests(engine);
