namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryProbeTests(InMemoryUnderTest engine) : ProbeTests(engine);
