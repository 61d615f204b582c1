namespace CausalGateway.Abstractions;

/// <summary>How one replication position relates to another. Positions are a partial order, hence four answers.</summary>
public enum PositionOrder
{
    /// <summary>The first position is contained in the second one and is not equal to it.</summary>
    Before,

    /// <summary>Both positions stand for the same state.</summary>
    Equal,

    /// <summary>The first position contains the second one and is not equal to it.</summary>
    After,

    /// <summary>Neither contains the other: gaps in GTID sets, or positions of different histories.</summary>
    Concurrent,
}
