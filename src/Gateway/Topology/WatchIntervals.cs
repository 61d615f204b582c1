namespace CausalGateway.Gateway.Topology;

/// <summary>How often a server is probed.</summary>
/// <param name="Idle">While nobody waits for it.</param>
/// <param name="Fast">While somebody does.</param>
internal readonly record struct WatchIntervals(TimeSpan Idle, TimeSpan Fast)
{
    /// <summary>The pause between probes while somebody waits: about what a probe takes on a local network.</summary>
    public static readonly TimeSpan DefaultFast = TimeSpan.FromMilliseconds(1);
}
