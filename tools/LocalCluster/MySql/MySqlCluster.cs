namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// A MySQL primary, <c>my-1</c>, and replicas, <c>my-2</c> and so on, all with a certificate of one authority.
/// </summary>
public sealed class MySqlCluster : BinlogCluster
{
    private MySqlCluster(BinlogDialect dialect, MySqlClusterOptions options, Sandbox sandbox)
        : base(dialect, options, sandbox)
    {
    }

    /// <summary>Starts a cluster and returns once every replica streams.</summary>
    /// <exception cref="LocalClusterException">There is no MySQL, or it did not start.</exception>
    public static async Task<MySqlCluster> StartAsync(
        MySqlClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new MySqlClusterOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Replicas, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Replicas, 16, nameof(options));

        var dialect = new MySqlDialect(await MySqlPrograms.FindAsync(cancellationToken));
        var sandbox = options.Sandbox ?? await Sandbox.CreateAsync(options.SandboxOptions, cancellationToken);
        var cluster = new MySqlCluster(dialect, options, sandbox);
        await cluster.StartServersAsync(cancellationToken);
        return cluster;
    }
}
