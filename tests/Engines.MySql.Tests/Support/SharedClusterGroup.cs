namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Tests in this collection use the shared clusters one after the other.</summary>
[CollectionDefinition(nameof(SharedClusterGroup))]
public sealed class SharedClusterGroup;
