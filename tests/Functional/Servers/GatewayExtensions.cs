namespace CausalGateway.Functional.Servers;

/// <summary>What the tests wait for at a gateway.</summary>
internal static class GatewayExtensions
{
    /// <summary>Starts a gateway over the servers.</summary>
    public static Task<GatewayProcess> StartGatewayAsync(
        this ServerSet servers, bool waitUntilReady = true, IReadOnlyDictionary<string, object?>? clusterSettings = null) =>
        GatewayProcess.StartAsync(
            new GatewayProcessOptions
            {
                Settings = GatewayProcessOptions.Over(
                    servers.Cluster, ServerSet.Database, servers.RedisAddress,
                    clusterSettings: servers.Configure("app", clusterSettings)),
                WaitUntilReady = waitUntilReady,
            });

    /// <summary>Returns once the gateway sees these servers, or all of them, with this health.</summary>
    public static async Task UntilHealthAsync(
        this GatewayProcess gateway, string health, CancellationToken cancellationToken, params string[] servers)
    {
        var seen = "nothing";
        try
        {
            await Wait.UntilAsync(
                $"the gateway sees {(servers.Length == 0 ? "all servers" : string.Join(", ", servers))} {health}",
                async token =>
                {
                    var topology = await gateway.TopologyAsync(token);
                    seen = string.Join('\n', topology.Values);
                    return topology.Where(server => servers.Length == 0 || servers.Contains(server.Key))
                        .All(server => (string?)server.Value["health"] == health);
                },
                cancellationToken: cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} It sees:\n{seen}", e);
        }
    }

    /// <summary>Returns once the gateway sees the replica's link as this.</summary>
    public static Task UntilReplicationAsync(
        this GatewayProcess gateway, string state, DatabaseServer replica, CancellationToken cancellationToken) =>
        Wait.UntilAsync(
            $"the gateway sees {replica.Name} {state}",
            async token => (string?)(await gateway.TopologyAsync(token))[replica.Name]["replication"] == state,
            cancellationToken: cancellationToken);

    /// <summary>The servers as the gateway sees them, by name.</summary>
    public static async Task<Dictionary<string, JsonNode>> TopologyAsync(
        this GatewayProcess gateway, CancellationToken cancellationToken)
    {
        var answer = await gateway.Client.GetAsync($"/v1/{ServerSet.Database}/topology", cancellationToken);
        return answer.Json["servers"]!.AsArray().ToDictionary(server => (string)server!["name"]!, server => server!);
    }
}
