using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Tour;

/// <summary>
/// A little shop as it would be deployed: departments with three database servers each, Redis and a gateway. It ends with the
/// tour, however that ends.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const int UsualPort = 8080;

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly Sandbox _sandbox;
    private readonly Screen _screen;
    private RedisServer? _redis;
    private GatewayProcess? _gateway;

    private Shop(Sandbox sandbox, Screen screen)
    {
        _sandbox = sandbox;
        _screen = screen;
    }

    /// <summary>What the shop consists of, each with servers of its own.</summary>
    public IReadOnlyList<Department> Departments { get; } = [new OrdersDepartment(), new CatalogDepartment()];

    /// <summary>Where the gateway listens.</summary>
    public Uri Address => _gateway!.BaseAddress;

    /// <summary>Starts everything, printing what and how long it takes.</summary>
    /// <exception cref="LocalClusterException">Something did not start; the message says what and why.</exception>
    public static async Task<Shop> OpenAsync(int? port, Screen screen, CancellationToken cancellationToken)
    {
        if (port is { } wanted && !IsFree(wanted))
        {
            throw new LocalClusterException($"Port {wanted} is taken. Choose another one with --port, or leave it out.");
        }

        var shop = new Shop(await Sandbox.CreateAsync(cancellationToken: cancellationToken), screen);
        try
        {
            await shop.StartAsync(port, cancellationToken);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the gateway says of every server of a department.</summary>
    public async Task<IReadOnlyList<ServerView>> LookAsync(Department department, CancellationToken cancellationToken)
    {
        var topology = await _gateway!.Client.GetAsync(department.TopologyPath, cancellationToken);
        return
        [
            .. topology.Json["servers"]!.AsArray().Select(server => new ServerView(
                (string)server!["name"]!, (string)server["role"]!, (string)server["health"]!, (string?)server["replication"])),
        ];
    }

    /// <summary>Returns once the gateway has both replicas of a department in service.</summary>
    public Task WaitForReplicasAsync(Department department, CancellationToken cancellationToken) => Wait.UntilAsync(
        $"the gateway sees a {department.Engine} primary and two streaming replicas",
        async token =>
        {
            var servers = await LookAsync(department, token);
            return servers.Count(server => server is { IsUp: true, Replication: "streaming" }) == 2
                && servers.Any(server => server is { IsUp: true, Role: "primary" });
        },
        cancellationToken: cancellationToken);

    /// <summary>Puts right whatever the tour did to the servers.</summary>
    public async Task MendAsync(CancellationToken cancellationToken)
    {
        foreach (var department in Departments)
        {
            foreach (var server in department.Cluster.Servers.Where(server => server.State == ServerState.Stopped))
            {
                await server.StartAsync(cancellationToken);
            }

            foreach (var replica in department.Cluster.Replicas)
            {
                await department.Cluster.ResumeReplayAsync(replica, cancellationToken);
            }

            await WaitForReplicasAsync(department, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await StopAsync(_gateway);
            await _gateway.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        foreach (var department in Departments)
        {
            await department.DisposeAsync();
        }

        await _sandbox.DisposeAsync();
    }

    private async Task StartAsync(int? port, CancellationToken cancellationToken)
    {
        foreach (var department in Departments)
        {
            await TimeAsync(
                $"Starting a {department.Engine} primary and two replicas",
                () => department.StartAsync(_sandbox, cancellationToken));
        }

        _redis = await TimeAsync(
            "Starting Redis",
            () => RedisServer.StartAsync(new RedisServerOptions { Sandbox = _sandbox }, cancellationToken));

        var settings = GatewayProcessOptions.Over(
            Departments.ToDictionary(department => department.Name, department => department.Configure()),
            $"{_redis.Host}:{_redis.Port}");
        _gateway = await TimeAsync(
            "Starting the gateway",
            () => port is null
                ? StartOnUsualPortAsync(settings, cancellationToken)
                : StartGatewayAsync(settings, port, cancellationToken));
        foreach (var department in Departments)
        {
            await WaitForReplicasAsync(department, cancellationToken);
        }

        if (port is null && Address.Port != UsualPort)
        {
            _screen.Note($"Port {UsualPort} is taken; the gateway listens on {Address.Port} instead.");
        }

        ShowServers();
    }

    private static async Task<GatewayProcess> StartOnUsualPortAsync(object settings, CancellationToken cancellationToken)
    {
        try
        {
            return await StartGatewayAsync(settings, IsFree(UsualPort) ? UsualPort : null, cancellationToken);
        }
        catch (LocalClusterException) when (!IsFree(UsualPort))
        {
            // Somebody else took it meanwhile.
            return await StartGatewayAsync(settings, null, cancellationToken);
        }
    }

    private static Task<GatewayProcess> StartGatewayAsync(object settings, int? port, CancellationToken cancellationToken) =>
        GatewayProcess.StartAsync(new GatewayProcessOptions { Settings = settings, Port = port }, cancellationToken);

    /// <summary>Lets the gateway end in order; what does not is killed when it is disposed.</summary>
    private static async Task StopAsync(GatewayProcess gateway)
    {
        using var patience = new CancellationTokenSource(StopTime);
        try
        {
            await gateway.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // A request that does not end must not keep the servers up.
        }
    }

    private void ShowServers()
    {
        _screen.Line();
        foreach (var department in Departments)
        {
            foreach (var server in department.Cluster.Servers)
            {
                ShowServer(server.Name, $"{department.Name}, {server.Role.ToString().ToLowerInvariant()}", $"{server.Host}:{server.Port}");
            }
        }

        ShowServer(_redis!.Name, "sessions", $"{_redis.Host}:{_redis.Port}");
        ShowServer("gateway", "", Address.GetLeftPart(UriPartial.Authority));
    }

    private void ShowServer(string name, string what, string where) => _screen.Line($"  {name,-8} {what,-16} {where}");

    private async Task TimeAsync(string what, Func<Task> run) => await TimeAsync(
        what,
        async () =>
        {
            await run();
            return true;
        });

    private async Task<T> TimeAsync<T>(string what, Func<Task<T>> run)
    {
        _screen.Begin(what);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = await run();
            _screen.Done($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
            return result;
        }
        catch
        {
            _screen.Line();
            throw;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
