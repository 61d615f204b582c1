namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// Everything that the section <c>Gateway</c> says. Immutable and valid: <see cref="GatewayConfiguration"/> made it.
/// </summary>
internal sealed record GatewayOptions
{
    /// <summary>The role of an instance that answers queries.</summary>
    public const string QueryRole = "query";

    /// <summary>What this instance does. Default <c>query</c>, the only role available.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [QueryRole];

    /// <summary>The addresses to listen on. Default <c>http://127.0.0.1:8080</c>.</summary>
    public IReadOnlyList<ListenAddress> Listen { get; init; } = [new("http://127.0.0.1:8080", IsLoopback: true)];

    /// <summary>The clusters by name, at least one. Names are in lower case; looking them up ignores case.</summary>
    public required IReadOnlyDictionary<string, ClusterOptions> Clusters { get; init; }

    /// <summary>
    /// The logical databases by the name that stands in URLs, at least one. Names are in lower case; looking them up ignores
    /// case.
    /// </summary>
    public required IReadOnlyDictionary<string, DatabaseOptions> Databases { get; init; }

    /// <summary>Where session state is kept.</summary>
    public SessionsOptions Sessions { get; init; } = new();

    /// <summary>How large a request or an answer may be.</summary>
    public LimitsOptions Limits { get; init; } = new();

    /// <summary>What callers who have not said who they are may do.</summary>
    public AnonymousOptions Anonymous { get; init; } = new();
}
