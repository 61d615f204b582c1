namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryWaitingTests(InMemoryUnderTest engine) : WaitingTests(engine);
