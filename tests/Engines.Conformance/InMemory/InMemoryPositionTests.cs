namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryPositionTests(InMemoryUnderTest engine) : PositionTests(engine);
