namespace CausalGateway.Causality.Histories;

/// <summary>What a client asked for.</summary>
internal enum OperationKind
{
    /// <summary>Several rows in one statement.</summary>
    Read,

    /// <summary>One row's version moved on by one.</summary>
    Write,
}
