namespace CausalGateway.Abstractions;

/// <summary>What a statement may do, as far as its text tells.</summary>
public enum StatementKind
{
    /// <summary>Only reads, with the same meaning on a replica.</summary>
    Read,

    /// <summary>Writes, locks, or cannot be shown not to: belongs on the primary.</summary>
    Write,

    /// <summary>Would leave state behind on a pooled connection, or control its transaction: refused as <c>session-state</c>.</summary>
    SessionState,

    /// <summary>No statement, or more than one: refused as <c>invalid-request</c>.</summary>
    Invalid,
}
