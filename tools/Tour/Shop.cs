using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;
using CausalGateway.LocalCluster.Postgres;
using CausalGateway.LocalCluster.Redis;
using Npgsql;

namespace CausalGateway.Tour;

/// <summary>
/// A little shop as it would be deployed: three PostgreSQL servers, Redis and a gateway, with a role that owns the shop's
/// database and another that may only look at the servers. It ends with the tour, however that ends.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const int UsualPort = 8080;
    public const string Database = "shop";
    public const string QueryPath = $"/v1/{Database}/query";
    public const string TopologyPath = $"/v1/{Database}/topology";

    private const string AppRole = "shop_app";
    private const string MonitorRole = "shop_monitor";

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly Sandbox _sandbox;
    private readonly Screen _screen;
    private PostgresCluster? _cluster;
    private RedisServer? _redis;
    private GatewayProcess? _gateway;

    private Shop(Sandbox sandbox, Screen screen)
    {
        _sandbox = sandbox;
        _screen = screen;
    }

    /// <summary>The servers behind the gateway's back.</summary>
    public PostgresCluster Cluster => _cluster!;

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

    /// <summary>The port that a server says itself to listen on, as the name of the server that has it.</summary>
    public string NameOf(int? port) => Cluster.Servers.FirstOrDefault(server => server.Port == port)?.Name ?? $"port {port}";

    /// <summary>What the gateway says of every server.</summary>
    public async Task<IReadOnlyList<ServerView>> LookAsync(CancellationToken cancellationToken)
    {
        var topology = await _gateway!.Client.GetAsync(TopologyPath, cancellationToken);
        return
        [
            .. topology.Json["servers"]!.AsArray().Select(server => new ServerView(
                (string)server!["name"]!, (string)server["role"]!, (string)server["health"]!, (string?)server["replication"])),
        ];
    }

    /// <summary>Returns once the gateway has both replicas in service.</summary>
    public Task WaitForReplicasAsync(CancellationToken cancellationToken) => Wait.UntilAsync(
        "the gateway sees a primary and two streaming replicas",
        async token => (await LookAsync(token)).Count(server => server is { IsUp: true, Replication: "streaming" }) == 2
            && (await LookAsync(token)).Any(server => server is { IsUp: true, Role: "primary" }),
        cancellationToken: cancellationToken);

    /// <summary>Puts right whatever the tour did to the servers.</summary>
    public async Task MendAsync(CancellationToken cancellationToken)
    {
        foreach (var server in Cluster.Servers.Where(server => server.State == ServerState.Stopped))
        {
            await server.StartAsync(cancellationToken);
        }

        foreach (var replica in Cluster.Replicas)
        {
            await Cluster.ResumeReplayAsync(replica, cancellationToken);
        }

        await WaitForReplicasAsync(cancellationToken);
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

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        await _sandbox.DisposeAsync();
    }

    private async Task StartAsync(int? port, CancellationToken cancellationToken)
    {
        var appPassword = MakePassword();
        var monitorPassword = MakePassword();
        _cluster = await TimeAsync(
            "Starting a PostgreSQL primary and two replicas",
            () => PostgresCluster.StartAsync(
                new PostgresClusterOptions { Sandbox = _sandbox, Replicas = 2, RequirePasswords = true }, cancellationToken));
        await Cluster.Primary.ExecuteAsync(
            $"create role {AppRole} login password '{appPassword}'; "
            + $"create role {MonitorRole} login password '{monitorPassword}'; grant pg_monitor to {MonitorRole}",
            cancellationToken);
        await Cluster.Primary.ExecuteAsync($"create database {Database} owner {AppRole}", cancellationToken);
        foreach (var replica in Cluster.Replicas)
        {
            await Cluster.WaitForReplayAsync(replica, cancellationToken);
        }

        _redis = await TimeAsync(
            "Starting Redis",
            () => RedisServer.StartAsync(new RedisServerOptions { Sandbox = _sandbox }, cancellationToken));

        var settings = GatewayProcessOptions.Over(
            Cluster, Database, $"{_redis.Host}:{_redis.Port}", clusterSettings: new Dictionary<string, object?>
            {
                ["Connection"] = Credentials(AppRole, appPassword, Database),
                ["Monitor"] = Credentials(MonitorRole, monitorPassword, "postgres"),
            });
        _gateway = await TimeAsync(
            "Starting the gateway",
            () => port is null
                ? StartOnUsualPortAsync(settings, cancellationToken)
                : StartGatewayAsync(settings, port, cancellationToken));
        await WaitForReplicasAsync(cancellationToken);
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
        foreach (var server in Cluster.Servers)
        {
            _screen.Line($"  {server.Name,-8} {server.Role.ToString().ToLowerInvariant(),-8} {server.Host}:{server.Port}");
        }

        _screen.Line($"  {_redis!.Name,-8} {"sessions",-8} {_redis.Host}:{_redis.Port}");
        _screen.Line($"  {"gateway",-8} {"",-8} {Address.GetLeftPart(UriPartial.Authority)}");
    }

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

    private static string Credentials(string user, string password, string database) =>
        new NpgsqlConnectionStringBuilder { Username = user, Password = password, Database = database }.ConnectionString;

    private static string MakePassword() => RandomNumberGenerator.GetHexString(32);

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
