namespace CausalGateway.Gateway.Api;

/// <summary>What a read must see at least.</summary>
internal enum ConsistencyLevel
{
    /// <summary>All that the session and its bookmarks have written and been shown.</summary>
    Session,

    /// <summary>Anything that a healthy replica has.</summary>
    Eventual,

    /// <summary>Every write acknowledged to anyone before the request arrived.</summary>
    Strong,
}
