namespace CausalGateway.Abstractions;

/// <summary>Which positions a statement's execution has to prove or bring back.</summary>
[Flags]
public enum PositionDemand
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Prove, by an earlier statement, that the server had reached <see cref="StatementRequest.MustCover"/>.</summary>
    Before = 1,

    /// <summary>Bring back an upper bound of what the answer may have shown.</summary>
    After = 2,

    /// <summary>Bring back a position that covers the write, taken after its commit, and the one before the commit.</summary>
    Commit = 4,
}
