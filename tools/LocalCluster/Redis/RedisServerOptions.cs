namespace CausalGateway.LocalCluster.Redis;

/// <summary>How a Redis server is started.</summary>
public sealed record RedisServerOptions
{
    /// <summary>Its name, which is also its folder's. Default: <c>redis</c>.</summary>
    public string Name { get; init; } = "redis";

    /// <summary>The password of the default user. Default: none is asked for.</summary>
    public string? Password { get; init; }

    /// <summary>Whether data survives a kill, by an append-only file that is synced at every write. Default: false.</summary>
    public bool Persistent { get; init; }

    /// <summary>Further settings of redis.conf, by name. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The sandbox to live in, which stays its owner's to dispose. Default: one of the server's own.</summary>
    public Sandbox? Sandbox { get; init; }

    /// <summary>Where the server's own sandbox is, if <see cref="Sandbox"/> is null.</summary>
    public SandboxOptions SandboxOptions { get; init; } = new();
}
