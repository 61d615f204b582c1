namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Tests in this collection have the process to themselves.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
