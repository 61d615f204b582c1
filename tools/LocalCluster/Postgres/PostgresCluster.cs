namespace CausalGateway.LocalCluster.Postgres;

/// <summary>
/// A PostgreSQL primary, <c>pg-1</c>, and streaming replicas, <c>pg-2</c> and so on, each with a physical slot at the server
/// it follows. The superuser is <c>postgres</c>, without a password.
/// </summary>
public sealed partial class PostgresCluster : ReplicatedCluster
{
    private readonly PostgresBinaries _binaries;
    private readonly PostgresClusterOptions _options;
    private int _made;

    private PostgresCluster(PostgresBinaries binaries, PostgresClusterOptions options, Sandbox sandbox)
        : base(sandbox, ownsSandbox: options.Sandbox is null)
    {
        _binaries = binaries;
        _options = options;
    }

    /// <inheritdoc/>
    public override string Engine => "postgres";

    /// <summary>Starts a cluster and returns once every replica streams.</summary>
    /// <exception cref="LocalClusterException">There is no PostgreSQL, or it did not start.</exception>
    public static async Task<PostgresCluster> StartAsync(
        PostgresClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PostgresClusterOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Replicas, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Replicas, 16, nameof(options));

        var binaries = PostgresBinaries.Find();
        var sandbox = options.Sandbox ?? await Sandbox.CreateAsync(options.SandboxOptions, cancellationToken);
        var cluster = new PostgresCluster(binaries, options, sandbox);
        try
        {
            await cluster.StartPrimaryAsync(cancellationToken);
            await Task.WhenAll(
                Enumerable.Range(0, options.Replicas).Select(_ => cluster.MakeServer(DatabaseRole.Replica)).ToList()
                    .Select(replica => cluster.CopyAndStartAsync(replica, cluster.Primary, cancellationToken)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private async Task StartPrimaryAsync(CancellationToken cancellationToken)
    {
        var primary = MakeServer(DatabaseRole.Primary);
        Primary = primary;
        await primary.MakeFolderAsync(cancellationToken);
        await primary.RunToolAsync(
            "initdb",
            [
                "-D", primary.DataFolder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                "--no-sync", "--no-instructions",
            ],
            cancellationToken);
        await File.AppendAllLinesAsync(
            Path.Combine(primary.DataFolder, "postgresql.conf"), PostgresConfiguration.GetSettings(_options), cancellationToken);
        await File.WriteAllLinesAsync(
            Path.Combine(primary.DataFolder, "pg_hba.conf"), PostgresConfiguration.GetAccessRules(_options), cancellationToken);
        await primary.StartAsync(cancellationToken);
    }

    private PostgresServer MakeServer(DatabaseRole role)
    {
        var server = new PostgresServer(Sandbox, _binaries, $"pg-{Interlocked.Increment(ref _made)}", role);
        Add(server);
        return server;
    }

}
