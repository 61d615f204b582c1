namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryConnectionLossTests(InMemoryUnderTest engine) : ConnectionLossTests(engine);
