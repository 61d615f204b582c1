namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryPromotionTests(InMemoryUnderTest engine) : PromotionTests(engine);
