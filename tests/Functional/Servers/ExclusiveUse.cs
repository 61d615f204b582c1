namespace CausalGateway.Functional.Servers;

/// <summary>Tests in this collection have the shared gateway to themselves: they pause replicas, or measure.</summary>
[CollectionDefinition(nameof(ExclusiveUse), DisableParallelization = true)]
public sealed class ExclusiveUse;
