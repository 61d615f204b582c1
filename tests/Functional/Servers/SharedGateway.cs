[assembly: AssemblyFixture(typeof(SharedGateway))]

namespace CausalGateway.Functional.Servers;

/// <summary>The servers and the gateway of all tests that leave them as they were.</summary>
/// <remarks>
/// The gateway has three logical databases over the same server's database: <see cref="ServerSet.Database"/>,
/// <see cref="Strict"/> and <see cref="Limited"/>.
/// </remarks>
public sealed class SharedGateway : IAsyncLifetime
{
    /// <summary>Its statements may run 500 ms, and its time zone is that of Paris.</summary>
    public const string Strict = "strict";

    /// <summary>Its role may connect and nothing else.</summary>
    public const string Limited = "limited";

    public const int MaxBodyBytes = 8 * 1024 * 1024;

    public const int MaxHeldBackBytes = 256 * 1024;

    private ServerSet? _servers;
    private GatewayProcess? _gateway;

    public ServerSet Servers => _servers!;

    public GatewayProcess Gateway => _gateway!;

    public async ValueTask InitializeAsync()
    {
        _servers = await ServerSet.StartAsync();
        await _servers.Primary.ExecuteAsync("create role limited login");
        _gateway = await StartGatewayAsync();
        await Gateway.UntilHealthAsync("up", CancellationToken.None);
    }

    /// <summary>Starts one more gateway like the shared one, over the same servers and the same Redis.</summary>
    public Task<GatewayProcess> StartGatewayAsync()
    {
        var settings = Over("app", []);
        foreach (var further in (Dictionary<string, object?>[])
        [
            Over(Limited, []),
            Over("app", new() { ["StatementTimeout"] = "500ms", ["Connection"] = "Username=app;Database=app;Timezone=Europe/Paris" }, Strict),
        ])
        {
            Include(settings, further, "Clusters");
            Include(settings, further, "Databases");
        }

        return GatewayProcess.StartAsync(new GatewayProcessOptions { Settings = settings });
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }

    private Dictionary<string, object?> Over(string user, Dictionary<string, object?> cluster, string? database = null) =>
        GatewayProcessOptions.Over(
            Servers.Cluster, database ?? user, Servers.RedisAddress, user,
            clusterSettings: new Dictionary<string, object?> { ["Connection"] = $"Username={user};Database=app" }
                .Concat(cluster).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value),
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
