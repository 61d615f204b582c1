namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbCancellationTests(MariaDbUnderTest engine) : CancellationTests(engine);
