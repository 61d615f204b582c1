namespace CausalGateway.LocalCluster.Gateway;

/// <summary>How a gateway process is set up.</summary>
public sealed record GatewayProcessOptions
{
    /// <summary>Everything below the section <c>Gateway</c> apart from <c>Listen</c>: what a configuration file would say.</summary>
    public required object Settings { get; init; }

    /// <summary>The port; a free one if null.</summary>
    public int? Port { get; init; }

    /// <summary>Whether to wait until <c>/readyz</c> answers 200, rather than only until the process listens.</summary>
    public bool WaitUntilReady { get; init; } = true;

    /// <summary>The gateway's assembly; the one built beside this one in the same checkout if null.</summary>
    public string? Assembly { get; init; }

    /// <summary>
    /// The settings of a gateway over one PostgreSQL cluster, one logical database and, if given, Redis.
    /// </summary>
    /// <param name="cluster">The servers.</param>
    /// <param name="database">The name of both the logical and the server's database.</param>
    /// <param name="redis">The configuration string of Redis, or null to keep sessions in the process.</param>
    /// <param name="user">Who runs statements.</param>
    /// <param name="monitor">Who probes.</param>
    /// <param name="clusterSettings">Further settings of the cluster, such as <c>WaitTimeout</c>.</param>
    /// <param name="gatewaySettings">Further sections, such as <c>Limits</c>.</param>
    public static Dictionary<string, object?> Over(
        ReplicatedCluster cluster, string database, string? redis = null, string user = "postgres", string monitor = "postgres",
        IReadOnlyDictionary<string, object?>? clusterSettings = null,
        IReadOnlyDictionary<string, object?>? gatewaySettings = null)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return Over(
            cluster.Engine, cluster.Servers.Select(server => (server.Name, $"{server.Host}:{server.Port}")),
            database, redis, user, monitor, clusterSettings, gatewaySettings);
    }

    /// <summary>The same for servers that are reached through other endpoints, such as relays.</summary>
    public static Dictionary<string, object?> Over(
        string engine, IEnumerable<(string Name, string Endpoint)> servers, string database, string? redis = null,
        string user = "postgres", string monitor = "postgres",
        IReadOnlyDictionary<string, object?>? clusterSettings = null,
        IReadOnlyDictionary<string, object?>? gatewaySettings = null)
    {
        var cluster = new Dictionary<string, object?>
        {
            ["Engine"] = engine,
            ["Connection"] = $"Username={user};Database={database}",
            ["Monitor"] = $"Username={monitor};Database=postgres",
            ["Servers"] = servers.Select(server => new { server.Name, server.Endpoint }).ToArray(),
        };
        var settings = new Dictionary<string, object?>
        {
            ["Clusters"] = new Dictionary<string, object?> { [$"{database}-cluster"] = Merge(cluster, clusterSettings) },
            ["Databases"] = new Dictionary<string, object?> { [database] = new { Cluster = $"{database}-cluster" } },
            ["Sessions"] = Sessions(redis),
        };
        return Merge(settings, gatewaySettings);
    }

    /// <summary>The settings of a gateway over several clusters, each with one logical database of the same name.</summary>
    /// <param name="clusters">What the configuration says of each cluster, by the name of its logical database.</param>
    /// <param name="redis">The configuration string of Redis, or null to keep sessions in the process.</param>
    public static Dictionary<string, object?> Over<T>(IReadOnlyDictionary<string, T> clusters, string? redis = null)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        return new Dictionary<string, object?>
        {
            ["Clusters"] = clusters.ToDictionary(cluster => $"{cluster.Key}-cluster", cluster => cluster.Value),
            ["Databases"] = clusters.Keys.ToDictionary(name => name, name => new { Cluster = $"{name}-cluster" }),
            ["Sessions"] = Sessions(redis),
        };
    }

    private static Dictionary<string, object?> Sessions(string? redis) => new()
    {
        ["Redis"] = redis,
        ["SigningKeys"] = new[] { new { Id = "local", Secret = "a secret of a local cluster, and of nothing else" } },
    };

    private static Dictionary<string, object?> Merge(
        Dictionary<string, object?> settings, IReadOnlyDictionary<string, object?>? further)
    {
        foreach (var (key, value) in further ?? new Dictionary<string, object?>())
        {
            settings[key] = value;
        }

        return settings;
    }
}
