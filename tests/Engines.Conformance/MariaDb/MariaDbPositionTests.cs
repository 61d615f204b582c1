namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbPositionTests(MariaDbUnderTest engine) : PositionTests(engine);
