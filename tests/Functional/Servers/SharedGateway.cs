namespace CausalGateway.Functional.Servers;

/// <summary>One engine's servers and the gateway of all tests that leave them as they were. Started by the first of them.</summary>
/// <remarks>
/// The gateway has three logical databases over the same server's database: <see cref="ServerSet.Database"/>,
/// <see cref="Strict"/> and <see cref="Limited"/>.
/// </remarks>
public abstract class SharedGateway : IAsyncDisposable
{
    /// <summary>Its statements may run 500 ms.</summary>
    public const string Strict = "strict";

    /// <summary>Its user may connect and nothing else.</summary>
    public const string Limited = "limited";

    public const int MaxBodyBytes = 8 * 1024 * 1024;

    public const int MaxHeldBackBytes = 256 * 1024;

    private readonly Lock _lock = new();
    private Task? _starting;
    private ServerSet? _servers;
    private GatewayProcess? _gateway;

    public ServerSet Servers => _servers!;

    public GatewayProcess Gateway => _gateway!;

    /// <summary>Further settings of the database <see cref="Strict"/>.</summary>
    private protected virtual IReadOnlyDictionary<string, object?> StrictSettings => new Dictionary<string, object?>();

    /// <summary>Returns once the gateway sees all servers up, whoever started them.</summary>
    public Task StartAsync()
    {
        lock (_lock)
        {
            return _starting ??= StartOnceAsync();
        }
    }

    /// <summary>Starts one more gateway like the shared one, over the same servers and the same Redis.</summary>
    public Task<GatewayProcess> StartGatewayAsync()
    {
        var settings = Over("app", Database, new Dictionary<string, object?>());
        var strict = new Dictionary<string, object?>(StrictSettings) { ["StatementTimeout"] = "500ms" };
        foreach (var further in (Dictionary<string, object?>[])
        [
            Over(Limited, Limited, new Dictionary<string, object?>()), Over("app", Strict, strict),
        ])
        {
            Include(settings, further, "Clusters");
            Include(settings, further, "Databases");
        }

        return GatewayProcess.StartAsync(new GatewayProcessOptions { Settings = settings });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }

    private const string Database = ServerSet.Database;

    /// <summary>Starts the servers and makes the user <c>limited</c>.</summary>
    private protected abstract Task<ServerSet> StartServersAsync();

    private async Task StartOnceAsync()
    {
        _servers = await StartServersAsync();
        _gateway = await StartGatewayAsync();
        await Gateway.UntilHealthAsync("up", CancellationToken.None);
    }

    private Dictionary<string, object?> Over(string user, string database, IReadOnlyDictionary<string, object?> cluster) =>
        GatewayProcessOptions.Over(
            Servers.Cluster, database, Servers.RedisAddress,
            clusterSettings: Servers.Configure(user, cluster),
            gatewaySettings: new Dictionary<string, object?>
            {
                ["Limits"] = new { MaxBodyBytes, MaxHeldBackBytes },
            });

    private static void Include(Dictionary<string, object?> settings, Dictionary<string, object?> further, string section)
    {
        var all = (Dictionary<string, object?>)settings[section]!;
        foreach (var (key, value) in (Dictionary<string, object?>)further[section]!)
        {
            all.Add(key, value);
        }
    }
}
