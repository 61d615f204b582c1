namespace CausalGateway.Gateway.Configuration;

/// <summary>One server of a cluster.</summary>
internal sealed record ServerOptions
{
    /// <summary>Its name in receipts and metrics, unique in the cluster: 1 to 64 of <c>a-z 0-9 - _ .</c></summary>
    public required string Name { get; init; }

    /// <summary>Where it listens, unique in the cluster.</summary>
    public required ServerEndpoint Endpoint { get; init; }

    /// <summary>Its share of the work relative to the others. Default 1, 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;
}
