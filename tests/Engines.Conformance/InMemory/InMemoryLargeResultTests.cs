namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryLargeResultTests(InMemoryUnderTest engine) : LargeResultTests(engine);
