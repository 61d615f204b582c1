using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Causality.Servers;

/// <summary>A primary, two replicas, Redis and two gateways that share it: real processes, for all runs one after the other.</summary>
public abstract class TestServers : IAsyncLifetime
{
    /// <summary>How long a server may take to answer a gateway's probe.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, object?> ClusterSettings = new()
    {
        // While all replicas are paused nobody waits for them, so that only a probe finds out that one goes on.
        ["ProbeInterval"] = "100ms",
        ["ProbeTimeout"] = $"{ProbeTimeout.TotalSeconds}s",
        // Commits that wait for a synchronous replica are let go by the tests, not by the gateway.
        ["StatementTimeout"] = "60s",
    };

    private Sandbox _sandbox = null!;
    private GatewayHandle[] _gateways = [];
    private int _tables;

    /// <summary>The database servers.</summary>
    public ReplicatedCluster Cluster { get; private set; } = null!;

    /// <summary>The logical database, and the server's.</summary>
    protected abstract string Database { get; }

    /// <summary>The session store.</summary>
    public RedisServer Redis { get; private set; } = null!;

    internal IReadOnlyList<GatewayHandle> Gateways => _gateways;

    internal IReadOnlyDictionary<int, string> NamesByPort =>
        Cluster.Servers.ToDictionary(server => server.Port, server => server.Name);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _sandbox = await Sandbox.CreateAsync();
        var cluster = StartClusterAsync(_sandbox);
        var redis = RedisServer.StartAsync(new RedisServerOptions { Sandbox = _sandbox });
        Cluster = await cluster;
        Redis = await redis;
        var settings = Configure($"{Redis.Host}:{Redis.Port}", ClusterSettings);
        var processes = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => GatewayProcess.StartAsync(new GatewayProcessOptions { Settings = settings })));
        _gateways = [.. processes.Select((process, index) => new GatewayHandle($"gateway-{index + 1}", process))];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var gateway in _gateways)
        {
            await gateway.Process.DisposeAsync();
        }

        if (Redis is not null)
        {
            await Redis.DisposeAsync();
        }

        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }

        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }

    /// <summary>Any gateway that is up.</summary>
    internal GatewayHandle PickGateway(Random random)
    {
        var first = random.Next(_gateways.Length);
        return _gateways[first].IsUp ? _gateways[first] : _gateways[(first + 1) % _gateways.Length];
    }

    /// <summary>Makes a table for one run, and returns once every replica has it.</summary>
    internal async Task<CounterTable> CreateTableAsync(int rows, CancellationToken cancellationToken)
    {
        var table = NewTable($"run_{Interlocked.Increment(ref _tables)}");
        await table.CreateAsync(Cluster.Primary, rows, cancellationToken);
        await Task.WhenAll(Cluster.Replicas.Select(replica => Cluster.WaitForReplayAsync(replica, cancellationToken)));
        return table;
    }

    /// <summary>Puts everything right, whatever a run has left, and returns once all servers are in rotation again.</summary>
    internal async Task HealAsync(CancellationToken cancellationToken)
    {
        foreach (LocalServer server in (LocalServer[])[.. Cluster.Servers, Redis])
        {
            if (server.State == ServerState.Frozen)
            {
                await server.ThawAsync(cancellationToken);
            }
            else if (server.State == ServerState.Stopped)
            {
                await server.StartAsync(cancellationToken);
            }
        }

        foreach (var replica in Cluster.Replicas)
        {
            Cluster.Heal(Cluster.Primary, replica);
            await Cluster.ResumeReplayAsync(replica, cancellationToken);
            await Cluster.WaitForStreamingAsync(replica, cancellationToken);
            await Cluster.WaitForReplayAsync(replica, cancellationToken);
        }

        foreach (var gateway in _gateways)
        {
            if (!gateway.IsUp)
            {
                await gateway.RestartAsync(cancellationToken);
            }

            await WaitForGatewayAsync(gateway, cancellationToken);
        }
    }

    /// <summary>Lets the primary's commits wait for one replica, while others may show them already; returns once they do.</summary>
    internal abstract Task LetCommitsWaitForAsync(DatabaseServer replica, CancellationToken cancellationToken);

    /// <summary>Lets commits wait for nobody, those that hang included.</summary>
    internal abstract Task LetCommitsGoAsync(CancellationToken cancellationToken);

    /// <summary>Returns once no gateway sends anything to a server any more.</summary>
    internal Task WaitUntilLeftAloneAsync(DatabaseServer server, TimeSpan? within, CancellationToken cancellationToken) =>
        Task.WhenAll(_gateways.Select(gateway => Wait.UntilAsync(
            $"{gateway.Name} has taken {server.Name} out of rotation",
            async token =>
            {
                var topology = await gateway.Client.GetAsync($"/v1/{Database}/topology", token);
                return topology.Json["servers"]!.AsArray().Any(
                    known => (string?)known!["name"] == server.Name && (string?)known["health"] == "down");
            },
            within,
            cancellationToken: cancellationToken)));

    /// <summary>Starts a primary and two replicas.</summary>
    /// <remarks>What is lost without syncing is lost in a crash of the machine; none of these tests makes one.</remarks>
    private protected abstract Task<ReplicatedCluster> StartClusterAsync(Sandbox sandbox);

    /// <summary>The gateways' settings over these servers.</summary>
    private protected virtual Dictionary<string, object?> Configure(
        string redis, IReadOnlyDictionary<string, object?> clusterSettings) =>
        GatewayProcessOptions.Over(Cluster, Database, redis, clusterSettings: clusterSettings);

    private protected abstract CounterTable NewTable(string name);

    private Task WaitForGatewayAsync(GatewayHandle gateway, CancellationToken cancellationToken) => Wait.UntilAsync(
        $"{gateway.Name} has every server in rotation, and its store",
        async token =>
        {
            var topology = await gateway.Client.GetAsync($"/v1/{Database}/topology", token);
            return topology.Json["servers"]!.AsArray().All(server => (string?)server!["health"] == "up")
                && topology.Json["servers"]!.AsArray().All(server => (string?)server!["replication"] is null or "streaming")
                && await gateway.Client.IsSuccessAsync("/readyz", token);
        },
        cancellationToken: cancellationToken);
}
