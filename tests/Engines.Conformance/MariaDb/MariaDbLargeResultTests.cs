namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbLargeResultTests(MariaDbUnderTest engine) : LargeResultTests(engine);
