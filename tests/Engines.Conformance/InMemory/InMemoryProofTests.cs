namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryProofTests(InMemoryUnderTest engine) : ProofTests(engine);
