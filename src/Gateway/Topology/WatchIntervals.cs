namespace CausalGateway.Gateway.Topology;

/// <summary>How often a server is probed.</summary>
/// <param name="Idle">While nobody waits for it.</param>
/// <param name="Fast">While somebody does.</param>
/// <param name="Waiting">While somebody does and the server itself tells when it has come so far: only for those who wait for less.</param>
internal readonly record struct WatchIntervals(TimeSpan Idle, TimeSpan Fast, TimeSpan Waiting)
{
    /// <summary>The pause between probes while somebody waits: about what a probe takes on a local network.</summary>
    public static readonly TimeSpan DefaultFast = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// The pause between probes while the server waits for us. It waits for one position at a time; whoever waits for another
    /// one is let go by the next probe.
    /// </summary>
    public static readonly TimeSpan DefaultWaiting = TimeSpan.FromMilliseconds(5);
}
