namespace CausalGateway.LocalCluster.MySql;

/// <summary>What a cluster of MySQL or MariaDB servers is made of.</summary>
public abstract record BinlogClusterOptions
{
    private protected BinlogClusterOptions()
    {
    }

    /// <summary>How many replicas the primary has, 0 to 16. Default: 2.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>Whether commits reach the disk before they are acknowledged. Default: true.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>Further server variables, by name; they win over the built-in ones. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The sandbox to live in, which stays its owner's to dispose. Default: one of the cluster's own.</summary>
    public Sandbox? Sandbox { get; init; }

    /// <summary>Where the cluster's own sandbox is, if <see cref="Sandbox"/> is null.</summary>
    public SandboxOptions SandboxOptions { get; init; } = new();
}
