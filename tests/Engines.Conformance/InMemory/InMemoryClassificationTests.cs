namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryClassificationTests(InMemoryUnderTest engine) : ClassificationTests(engine);
