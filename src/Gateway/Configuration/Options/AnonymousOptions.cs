namespace CausalGateway.Gateway.Configuration;

/// <summary>What callers who have not said who they are may do. Without authentication that is every caller.</summary>
internal sealed record AnonymousOptions
{
    /// <summary>Whether they may come from other machines: without it only loopback may be listened on. Default false.</summary>
    public bool AnyAddress { get; init; }
}
