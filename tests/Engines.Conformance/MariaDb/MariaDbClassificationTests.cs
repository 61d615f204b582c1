namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbClassificationTests(MariaDbUnderTest engine) : ClassificationTests(engine);
