namespace CausalGateway.Abstractions;

/// <summary>How the history that one server is on relates to another server's.</summary>
public enum HistoryRelation
{
    /// <summary>It cannot be told; to be treated like <see cref="Diverged"/> wherever a wrong guess could show stale data.</summary>
    Unknown,

    /// <summary>Both are on the same history.</summary>
    Same,

    /// <summary>The first server's history is an ancestor of the second's: the second was promoted later.</summary>
    Older,

    /// <summary>The first server's history descends from the second's.</summary>
    Newer,

    /// <summary>Each has what the other will never have, or they are different clusters.</summary>
    Diverged,
}
