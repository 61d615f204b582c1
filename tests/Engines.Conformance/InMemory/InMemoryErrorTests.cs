namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryErrorTests(InMemoryUnderTest engine) : ErrorTests(engine);
