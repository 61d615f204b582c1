namespace CausalGateway.Engines.Conformance.InMemory;

/// <summary>The tests that share the cluster in this process.</summary>
[CollectionDefinition(nameof(OnInMemory))]
public sealed class OnInMemory : ICollectionFixture<InMemoryUnderTest>;
