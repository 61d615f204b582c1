namespace CausalGateway.Engines.MySql.Replication;

/// <summary>What one position has and another lacks.</summary>
internal enum MissingTransactions
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Only transactions that the server in question has written.</summary>
    OfOrigin,

    /// <summary>Also others.</summary>
    OfOthers,
}
