namespace CausalGateway.Causality.Histories;

/// <summary>What a client knows of its request's effect.</summary>
internal enum OperationOutcome
{
    /// <summary>No answer arrived, or one that does not tell: a write may have been committed, now or later.</summary>
    Unknown,

    /// <summary>The answer was a success.</summary>
    Succeeded,

    /// <summary>The answer was an error which says that nothing was changed.</summary>
    NotApplied,

    /// <summary>The answer was an error which says that the write was committed all the same.</summary>
    Applied,
}
