namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>Tests in this collection run alone, so that what is allocated meanwhile is theirs.</summary>
[CollectionDefinition(nameof(Measured), DisableParallelization = true)]
public sealed class Measured;
