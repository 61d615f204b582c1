namespace CausalGateway.LocalCluster;

/// <summary>What a server of a cluster was last made to be.</summary>
public enum DatabaseRole
{
    /// <summary>Takes writes.</summary>
    Primary,

    /// <summary>Replays what another server wrote.</summary>
    Replica,
}
