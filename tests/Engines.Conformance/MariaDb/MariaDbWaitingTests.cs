namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbWaitingTests(MariaDbUnderTest engine) : WaitingTests(engine);
