namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryCancellationTests(InMemoryUnderTest engine) : CancellationTests(engine);
