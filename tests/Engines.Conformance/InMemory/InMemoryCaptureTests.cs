namespace CausalGateway.Engines.Conformance.InMemory;

/// <inheritdoc/>
[Collection(nameof(OnInMemory))]
public sealed class InMemoryCaptureTests(InMemoryUnderTest engine) : CaptureTests(engine);
