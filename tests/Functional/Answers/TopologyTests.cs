namespace CausalGateway.Functional.Answers;

/// <summary>The servers as the gateway sees them, and whether it can serve.</summary>
public sealed class TopologyTests(SharedGateway shared) : GatewayTests(shared)
{
    [Fact]
    public async Task Topology_AllUp_TellsRolesHealthAndPositions()
    {
        var topology = (await Client.GetAsync($"/v1/{Database}/topology", Token)).Json;

        Assert.Equal("postgres", (string?)topology["engine"]);
        Assert.Equal("pg-1", (string?)topology["primary"]);
        Assert.Null(topology["fault"]);
        Assert.Equal(["pg-1", "pg-2", "pg-3"], topology["servers"]!.AsArray().Select(server => (string)server!["name"]!));
        Assert.Equal(["primary", "replica", "replica"], topology["servers"]!.AsArray().Select(server => (string)server!["role"]!));
        foreach (var server in topology["servers"]!.AsArray())
        {
            Assert.Equal("up", (string?)server!["health"]);
            Assert.Contains("/", (string)server["position"]!, StringComparison.Ordinal);
            Assert.Contains("timeline 1", (string)server["history"]!, StringComparison.Ordinal);
            Assert.Equal(1, (int?)server["weight"]);
            Assert.True((int)server["inFlight"]! >= 0);
            Assert.StartsWith("15", (string)server["version"]!, StringComparison.Ordinal);
            Assert.Null(server["error"]);
            Assert.NotNull(server["lagMs"]);
        }

        Assert.Single(topology["servers"]!.AsArray().Select(server => (string?)server!["history"]).Distinct());
        Assert.All(topology["servers"]!.AsArray().Skip(1), server => Assert.Equal("streaming", (string?)server!["replication"]));
        Assert.Contains("fsync", Text(topology["servers"]![0]!["warnings"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_AllUp_IsAliveAndReady()
    {
        var ready = await Client.GetAsync("/readyz", Token);

        Assert.Equal(200, (await Client.GetAsync("/healthz", Token)).Status);
        Assert.Equal(200, ready.Status);
        Assert.Equal("ready", (string?)ready.Json["status"]);
        Assert.Equal("ready", (string?)ready.Json["store"]);
        Assert.Equal("ready", (string?)ready.Json["databases"]![Database]);
    }
}
