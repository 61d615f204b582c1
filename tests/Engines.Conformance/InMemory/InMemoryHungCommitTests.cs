namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryHungCommitTests(InMemoryUnderTest engine) : HungCommitTests(engine);
