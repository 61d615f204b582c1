namespace CausalGateway.Functional.Answers;

/// <summary>The servers as the gateway sees them, and whether it can serve.</summary>
public abstract class TopologyTests(SharedGateway shared) : GatewayTests(shared)
{
    /// <summary>What the servers' versions begin with.</summary>
    private protected abstract string Version { get; }

    /// <summary>What stands in each of the engine's positions.</summary>
    private protected abstract string PositionMark { get; }

    /// <summary>What stands in the servers' histories.</summary>
    private protected abstract string HistoryMark { get; }

    /// <summary>What the primary is warned about in these tests, which do not wait for disks.</summary>
    private protected abstract string Warning { get; }

    [Fact]
    public async Task Topology_AllUp_TellsRolesHealthAndPositions()
    {
        var topology = (await Client.GetAsync($"/v1/{Database}/topology", Token)).Json;

        Assert.Equal(Servers.Cluster.Engine, (string?)topology["engine"]);
        Assert.Equal(Servers.Primary.Name, (string?)topology["primary"]);
        Assert.Null(topology["fault"]);
        Assert.Equal(
            Servers.Cluster.Servers.Select(server => server.Name),
            topology["servers"]!.AsArray().Select(server => (string)server!["name"]!));
        Assert.Equal(["primary", "replica", "replica"], topology["servers"]!.AsArray().Select(server => (string)server!["role"]!));
        foreach (var server in topology["servers"]!.AsArray())
        {
            Assert.Equal("up", (string?)server!["health"]);
            Assert.Contains(PositionMark, (string)server["position"]!, StringComparison.Ordinal);
            Assert.Contains(HistoryMark, (string)server["history"]!, StringComparison.Ordinal);
            Assert.Equal(1, (int?)server["weight"]);
            Assert.True((int)server["inFlight"]! >= 0);
            Assert.StartsWith(Version, (string)server["version"]!, StringComparison.Ordinal);
            Assert.Null(server["error"]);
            Assert.NotNull(server["lagMs"]);
        }

        Assert.All(topology["servers"]!.AsArray().Skip(1), server => Assert.Equal("streaming", (string?)server!["replication"]));
        Assert.Contains(Warning, Text(topology["servers"]![0]!["warnings"]), StringComparison.Ordinal);
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
