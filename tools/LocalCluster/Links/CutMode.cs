namespace CausalGateway.LocalCluster.Links;

/// <summary>How a cut link looks to those who use it.</summary>
public enum CutMode
{
    /// <summary>Open connections are reset and attempts are refused, as if the server had died.</summary>
    Refuse,

    /// <summary>Open connections are reset; attempts are accepted and never answered.</summary>
    BlackHole,

    /// <summary>
    /// Open connections stay and carry nothing, and so do attempts, as in a network partition. Healing lets all go on.
    /// </summary>
    Stall,
}
