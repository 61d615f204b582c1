namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryValueTests(InMemoryUnderTest engine) : ValueTests(engine);
