namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// A MariaDB primary, <c>maria-1</c>, and replicas, <c>maria-2</c> and so on, all with a certificate of one authority.
/// </summary>
public sealed class MariaDbCluster : BinlogCluster
{
    private MariaDbCluster(BinlogDialect dialect, MariaDbClusterOptions options, Sandbox sandbox)
        : base(dialect, options, sandbox)
    {
    }

    /// <summary>Starts a cluster and returns once every replica streams.</summary>
    /// <exception cref="LocalClusterException">There is no MariaDB, or it did not start.</exception>
    public static async Task<MariaDbCluster> StartAsync(
        MariaDbClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new MariaDbClusterOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Replicas, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Replicas, 16, nameof(options));

        var dialect = new MariaDbDialect(await MariaDbPrograms.FindAsync(cancellationToken));
        var sandbox = options.Sandbox ?? await Sandbox.CreateAsync(options.SandboxOptions, cancellationToken);
        var cluster = new MariaDbCluster(dialect, options, sandbox);
        await cluster.StartServersAsync(cancellationToken);
        return cluster;
    }
}
