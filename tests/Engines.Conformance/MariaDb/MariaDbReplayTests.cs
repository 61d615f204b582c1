namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbReplayTests(MariaDbUnderTest engine) : ReplayTests(engine);
