namespace CausalGateway.Gateway.Configuration;

/// <summary>One logical database, the <c>{db}</c> of the URLs.</summary>
internal sealed record DatabaseOptions
{
    /// <summary>The name of its cluster, in lower case. Databases of one cluster share positions.</summary>
    public required string Cluster { get; init; }

    /// <summary>The server's database. Default null: the one in the cluster's connection string.</summary>
    public string? Database { get; init; }
}
