namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryReplayTests(InMemoryUnderTest engine) : ReplayTests(engine);
