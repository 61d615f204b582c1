namespace CausalGateway.LocalCluster.Postgres;

/// <summary>What a PostgreSQL cluster is made of.</summary>
public sealed record PostgresClusterOptions
{
    /// <summary>How many streaming replicas the primary has, 0 to 16. Default: 2.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>Whether commits reach the disk before they are acknowledged. Default: true.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>
    /// Whether everyone but the superuser <c>postgres</c> must give a password (SCRAM). Default: false, everyone on
    /// loopback is trusted.
    /// </summary>
    public bool RequirePasswords { get; init; }

    /// <summary>Further lines of postgresql.conf, by name; they win over the built-in ones. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The sandbox to live in, which stays its owner's to dispose. Default: one of the cluster's own.</summary>
    public Sandbox? Sandbox { get; init; }

    /// <summary>Where the cluster's own sandbox is, if <see cref="Sandbox"/> is null.</summary>
    public SandboxOptions SandboxOptions { get; init; } = new();
}
