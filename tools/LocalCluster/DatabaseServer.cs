namespace CausalGateway.LocalCluster;

/// <summary>A server that replicates: it has a role, and its administrator can talk SQL to it.</summary>
public abstract class DatabaseServer : LocalServer
{
    private protected DatabaseServer(Sandbox sandbox, string name, DatabaseRole role)
        : base(sandbox, name) => Role = role;

    /// <summary>
    /// What it was last made to be by a verb of its cluster. An old primary stays one until it is rewound, also beside the
    /// one that was promoted.
    /// </summary>
    public DatabaseRole Role { get; internal set; }

    /// <summary>The server it was last told to follow, or null for a primary.</summary>
    public DatabaseServer? Source { get; internal set; }

    /// <summary>
    /// How its administrator connects, without the relays between servers, in the notation of the engine's driver.
    /// </summary>
    /// <param name="database">The database; the administrator's own by default.</param>
    public abstract string GetConnectionString(string? database = null);

    /// <summary>Runs a statement as the administrator, on a connection of its own.</summary>
    public abstract Task ExecuteAsync(string sql, CancellationToken cancellationToken = default);

    /// <summary>Runs a query as the administrator and returns its first value; the type's default for NULL or no row.</summary>
    public abstract Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken = default);
}
