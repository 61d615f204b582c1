namespace CausalGateway.LocalCluster.MySql;

/// <summary>What a MySQL cluster is made of.</summary>
public sealed record MySqlClusterOptions : BinlogClusterOptions
{
    /// <summary>
    /// Whether a replica commits in the source's order, for the first replica, the second, and so on; true for those behind
    /// the end of the list. Without the order, a replica's executed set has gaps while one of its workers is held up.
    /// </summary>
    public IReadOnlyList<bool> PreserveCommitOrder { get; init; } = [];
}
