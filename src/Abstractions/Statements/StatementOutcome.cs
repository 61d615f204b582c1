namespace CausalGateway.Abstractions;

/// <summary>What is known about the effect of a statement that failed.</summary>
public enum StatementOutcome
{
    /// <summary>It certainly changed nothing.</summary>
    NotApplied,

    /// <summary>It was committed, although its answer cannot be given as asked.</summary>
    Applied,

    /// <summary>It may or may not have been committed.</summary>
    Unknown,
}
