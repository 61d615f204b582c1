namespace CausalGateway.Gateway.Tests.Configuration;

/// <summary>Tests that change the environment of the process: they run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "Process environment";
}
