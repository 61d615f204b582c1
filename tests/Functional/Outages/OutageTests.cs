using System.Text.Json;

namespace CausalGateway.Functional.Outages;

/// <summary>Servers that go away: one set of servers of its own, mended before each test.</summary>
public abstract class OutageTests(OutageServers outage) : IAsyncLifetime
{
    protected const string Table = "t";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected OutageServers Outage => outage;

    protected ServerSet Servers => outage.Servers;

    protected DatabaseServer First => Servers.Cluster.Replicas[0];

    protected DatabaseServer Second => Servers.Cluster.Replicas[1];

    protected GatewayProcess Gateway => outage.Gateway;

    public async ValueTask InitializeAsync() => await outage.MendAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    [Fact]
    public async Task Start_NoServerUp_ServesOnceTheyAre()
    {
        foreach (var server in Servers.Cluster.Servers)
        {
            await server.KillAsync(Token);
        }

        await using var gateway = await Servers.StartGatewayAsync(waitUntilReady: false);

        Assert.Equal(200, (await gateway.Client.GetAsync("/healthz", Token)).Status);
        var ready = await gateway.Client.GetAsync("/readyz", Token);
        Assert.Equal(503, ready.Status);
        Assert.Equal("no-server", (string?)ready.Json["databases"]![ServerSet.Database]);
        foreach (var sql in (string[])["select 1", $"insert into {Table} values (1)"])
        {
            var answer = await RunAsync(sql, gateway: gateway);
            Assert.True((bool?)Problem.Is(answer, 503, "no-server")["retryable"]);
            Assert.NotEmpty(answer.Headers["Retry-After"]);
        }

        Assert.All((await gateway.TopologyAsync(Token)).Values, server => Assert.Equal("down", (string?)server["health"]));

        await outage.MendAsync();
        await gateway.UntilHealthAsync("up", Token);
        Assert.True(await gateway.Client.IsSuccessAsync("/readyz", Token));
        Assert.True((await RunAsync($"insert into {Table} values (1)", gateway: gateway)).IsSuccess);
        Assert.True((await RunAsync($"select * from {Table}", gateway: gateway)).IsSuccess);
    }

    [Fact]
    public async Task Query_PrimaryDown_ReadsGoOnAndWritesAreRefused()
    {
        var session = NewName();
        var write = await RunAsync($"insert into {Table} values (1)", session);
        await Servers.WaitForReplayAsync(Token);
        Assert.True((await RunAsync($"select count(*) as n from {Table}", session)).IsSuccess);
        await Servers.Primary.KillAsync(Token);
        await Gateway.UntilHealthAsync("down", Token, Servers.Primary.Name);

        foreach (var read in (GatewayAnswer[])
        [
            await RunAsync($"select count(*) as n from {Table}", session),
            await RunAsync($"select count(*) as n from {Table}", bookmark: write.Bookmark),
            await RunAsync($"select count(*) as n from {Table}"),
            await RunAsync($"select count(*) as n from {Table}", consistency: "eventual"),
        ])
        {
            Assert.True(read.IsSuccess, read.Body);
            Assert.Equal("replica", read.Role);
        }

        foreach (var answer in (GatewayAnswer[])
        [
            await RunAsync($"insert into {Table} values (2)", session),
            await RunAsync($"delete from {Table}", session),
            await RunAsync("select 1", consistency: "strong"),
            await RunAsync("select 1", target: "primary"),
        ])
        {
            Assert.True((bool?)Problem.Is(answer, 503, "no-server")["retryable"]);
            Assert.NotEmpty(answer.Headers["Retry-After"]);
        }

        var ready = await Gateway.Client.GetAsync("/readyz", Token);
        Assert.Equal(200, ready.Status);
        Assert.Equal("read-only", (string?)ready.Json["databases"]![ServerSet.Database]);
        Assert.Equal("no-primary", (string?)(await Gateway.Client.GetAsync($"/v1/{ServerSet.Database}/topology", Token)).Json["fault"]);
    }

    [Fact]
    public async Task Query_PrimaryRestarted_WritesAgainUnderTheSameSession()
    {
        var session = NewName();
        Assert.True((await RunAsync($"insert into {Table} values (1)", session)).IsSuccess);
        await Servers.Primary.KillAsync(Token);
        await Gateway.UntilHealthAsync("down", Token, Servers.Primary.Name);

        await outage.MendAsync();

        var write = await RunAsync($"insert into {Table} values (2)", session);
        Assert.True(write.IsSuccess, write.Body);
        var read = await RunAsync($"select count(*) as n from {Table} where id = 2", session);
        Assert.NotEqual("0", (string?)read.Value("n"));
    }

    [Fact]
    public async Task Query_AllReplicasDown_ThePrimaryServes()
    {
        var session = NewName();
        Assert.True((await RunAsync($"insert into {Table} values (1)", session)).IsSuccess);
        foreach (var replica in Servers.Cluster.Replicas)
        {
            await replica.KillAsync(Token);
        }

        await Gateway.UntilHealthAsync("down", Token, First.Name, Second.Name);
        foreach (var read in (GatewayAnswer[])
        [
            await RunAsync("select 1", session), await RunAsync("select 1"), await RunAsync("select 1", consistency: "eventual"),
        ])
        {
            Assert.True(read.IsSuccess, read.Body);
            Assert.Equal("primary", read.Role);
            Assert.Equal("no-replica", read.Reason);
        }

        Problem.Is(await RunAsync("select 1", session, target: "replica"), 503, "staleness-unmet");
        Assert.Equal("ready", (string?)(await Gateway.Client.GetAsync("/readyz", Token)).Json["databases"]![ServerSet.Database]);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("eventual")]
    public async Task Query_AReplicaIsKilled_EveryReadSucceeds(string consistency)
    {
        var session = NewName();
        Assert.True((await RunAsync($"insert into {Table} values (1)", session)).IsSuccess);
        for (var i = 0; i < 20; i++)
        {
            Assert.True((await RunAsync("select 1", session, consistency: consistency)).IsSuccess);
        }

        await Second.KillAsync(Token);

        for (var i = 0; i < 20; i++)
        {
            var read = await RunAsync($"select count(*) as n from {Table}", session, consistency: consistency);
            Assert.True(read.IsSuccess, read.Body);
            Assert.NotEqual(Second.Name, read.Server);
            Assert.NotEqual("0", (string?)read.Value("n"));
        }
    }

    [Fact]
    public async Task Query_AReplicaIsKilledUnderARead_TheReadSucceedsElsewhere()
    {
        var marker = NewName();
        var read = RunAsync(outage.LongRead(marker));
        IReadOnlyList<(DatabaseServer Server, long Session)> running = [];
        await Wait.UntilAsync(
            "a replica runs the read",
            async token => (running = await Servers.FindRunningAsync(marker, token)).Count > 0,
            cancellationToken: Token);

        await running.Single().Server.KillAsync(Token);

        Assert.True((await read).IsSuccess, (await read).Body);
        Assert.NotEqual(running.Single().Server.Name, (await read).Server);
    }

    [Fact]
    public async Task Query_AReplicasConnectionsAreTerminated_EveryReadSucceeds()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.True((await RunAsync("select 1")).IsSuccess);
        }

        await outage.TerminateConnectionsAsync(First, Token);

        for (var i = 0; i < 10; i++)
        {
            var read = await RunAsync("select 1", NewName());
            Assert.True(read.IsSuccess, read.Body);
        }
    }

    [Fact]
    public async Task Query_AReplicaIsFrozen_ReadsGoOnElsewhere()
    {
        await First.FreezeAsync(Token);
        await Gateway.UntilHealthAsync("down", Token, First.Name);

        for (var i = 0; i < 10; i++)
        {
            var read = await RunAsync("select 1");
            Assert.True(read.IsSuccess, read.Body);
            Assert.Equal(Second.Name, read.Server);
        }

        await First.ThawAsync(Token);
        await Gateway.UntilHealthAsync("up", Token, First.Name);
    }

    protected static string NewName() => $"n_{Guid.NewGuid():N}";

    protected Task<GatewayAnswer> RunAsync(
        string sql, string? session = null, string? bookmark = null, string consistency = "session", string target = "auto",
        GatewayProcess? gateway = null) =>
        (gateway ?? Gateway).Client.PostAsync(
            $"/v1/{ServerSet.Database}/query", JsonSerializer.Serialize(new { sql, consistency, target }), session, bookmark, Token);
}
