namespace CausalGateway.Causality.Faults;

/// <summary>Something that can happen to a server, and its end.</summary>
internal interface IFault
{
    /// <summary>What happens, as in "replay of pg-2 paused".</summary>
    string Name { get; }

    Task StrikeAsync(CancellationToken cancellationToken);

    Task HealAsync(CancellationToken cancellationToken);
}
