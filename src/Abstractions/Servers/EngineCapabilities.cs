namespace CausalGateway.Abstractions;

/// <summary>What an engine can do beyond the common contract.</summary>
public sealed record EngineCapabilities
{
    /// <summary>
    /// Whether <see cref="INodeClient.ShowsNothingBeyondAsync"/> can prove a primary whose running transactions hold its
    /// position back.
    /// </summary>
    public bool ResolvesInDoubt { get; init; }

    /// <summary>
    /// Whether a server itself can wait for a position, so that <see cref="INodeClient.WaitForAsync"/> replaces frequent probes.
    /// </summary>
    public bool WaitsForPositions { get; init; }
}
