using System.Text.Json;

namespace CausalGateway.Functional.Outages;

/// <summary>Servers and stores that go away: one set of servers of its own, mended before each test.</summary>
public sealed class OutageTests(OutageServers outage) : IClassFixture<OutageServers>, IAsyncLifetime
{
    private const string Table = "t";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServerSet Servers => outage.Servers;

    private GatewayProcess Gateway => outage.Gateway;

    public async ValueTask InitializeAsync() => await outage.MendAsync();

    public ValueTask DisposeAsync() => default;

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
        await Gateway.UntilHealthAsync("down", Token, "pg-1");

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
            await RunAsync($"insert into {Table} values (2) returning id", session),
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
        await Gateway.UntilHealthAsync("down", Token, "pg-1");

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

        await Gateway.UntilHealthAsync("down", Token, "pg-2", "pg-3");
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

        await Servers.Cluster["pg-3"].KillAsync(Token);

        for (var i = 0; i < 20; i++)
        {
            var read = await RunAsync($"select count(*) as n from {Table}", session, consistency: consistency);
            Assert.True(read.IsSuccess, read.Body);
            Assert.NotEqual("pg-3", read.Server);
            Assert.NotEqual("0", (string?)read.Value("n"));
        }
    }

    [Fact]
    public async Task Query_AReplicaIsKilledUnderARead_TheReadSucceedsElsewhere()
    {
        var marker = NewName();
        var read = RunAsync($"select pg_sleep(1.5) /* {marker} */");
        IReadOnlyList<(DatabaseServer Server, int ProcessId)> running = [];
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

        await Servers.Cluster["pg-2"].ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
            Token);

        for (var i = 0; i < 10; i++)
        {
            var read = await RunAsync("select 1", NewName());
            Assert.True(read.IsSuccess, read.Body);
        }
    }

    [Fact]
    public async Task Query_AReplicaIsFrozen_ReadsGoOnElsewhere()
    {
        await Servers.Cluster["pg-2"].FreezeAsync(Token);
        await Gateway.UntilHealthAsync("down", Token, "pg-2");

        for (var i = 0; i < 10; i++)
        {
            var read = await RunAsync("select 1");
            Assert.True(read.IsSuccess, read.Body);
            Assert.Equal("pg-3", read.Server);
        }

        await Servers.Cluster["pg-2"].ThawAsync(Token);
        await Gateway.UntilHealthAsync("up", Token, "pg-2");
    }

    [Fact]
    public async Task Start_RedisDown_ServesWhatNeedsNoSession()
    {
        await Servers.Redis.KillAsync(Token);
        await using var gateway = await Servers.StartGatewayAsync(waitUntilReady: false);
        await gateway.UntilHealthAsync("up", Token);

        Assert.Equal(200, (await gateway.Client.GetAsync("/healthz", Token)).Status);
        var ready = await gateway.Client.GetAsync("/readyz", Token);
        Assert.Equal(503, ready.Status);
        Assert.NotEqual("ready", (string?)ready.Json["store"]);
        Assert.DoesNotContain("127.0.0.1", ready.Body, StringComparison.Ordinal);
        await AssertOnlySessionsFailAsync(gateway);

        await outage.MendAsync();
        await UntilSessionsWorkAsync(gateway);
    }

    [Fact]
    public async Task Query_RedisKilled_OnlySessionsFailAndRecover()
    {
        var session = NewName();
        Assert.True((await RunAsync($"insert into {Table} values (1)", session)).IsSuccess);
        await Servers.Redis.KillAsync(Token);

        await AssertOnlySessionsFailAsync(Gateway);

        await outage.MendAsync();
        await UntilSessionsWorkAsync(Gateway);
        Assert.True((await RunAsync($"select id from {Table}", session)).IsSuccess);
    }

    [Fact]
    public async Task Query_RedisFrozen_OnlySessionsFailInTimeAndRecover()
    {
        Assert.True((await RunAsync($"insert into {Table} values (1)", NewName())).IsSuccess);
        await Servers.Redis.FreezeAsync(Token);

        await AssertOnlySessionsFailAsync(Gateway);

        await Servers.Redis.ThawAsync(Token);
        await UntilSessionsWorkAsync(Gateway);
    }

    private static string NewName() => $"n_{Guid.NewGuid():N}";

    private async Task AssertOnlySessionsFailAsync(GatewayProcess gateway)
    {
        var before = await ServerSet.ScalarAsync<long>(Servers.Primary, $"select count(*) from {Table}", Token);
        var started = TimeProvider.System.GetTimestamp();
        foreach (var sql in (string[])
            [$"insert into {Table} values (9)", $"insert into {Table} values (9) returning id", $"select * from {Table}"])
        {
            var answer = await RunAsync(sql, NewName(), gateway: gateway);
            Assert.True((bool?)Problem.Is(answer, 503, "store-unavailable")["retryable"]);
            Assert.NotEmpty(answer.Headers["Retry-After"]);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, Soon);
        Assert.Equal(before, await ServerSet.ScalarAsync<long>(Servers.Primary, $"select count(*) from {Table}", Token));

        var read = await RunAsync($"select * from {Table}", gateway: gateway);
        Assert.True(read.IsSuccess, read.Body);
        var write = await RunAsync($"insert into {Table} values (2)", bookmark: read.Bookmark, gateway: gateway);
        Assert.True(write.IsSuccess, write.Body);
        var own = await RunAsync($"select count(*) as n from {Table}", bookmark: write.Bookmark, gateway: gateway);
        Assert.Equal($"{before + 1}", (string?)own.Value("n"));
        Assert.True((await RunAsync("select 1", NewName(), consistency: "eventual", gateway: gateway)).IsSuccess);
        var strong = await RunAsync("select 1", NewName(), consistency: "strong", gateway: gateway);
        Assert.True(strong.IsSuccess, strong.Body);
        Assert.False((bool?)strong.Json["session"]!["recorded"]);

        // Nobody asked for a session: the write is remembered in its bookmark, and says that it is in nothing else.
        var alone = await RunAsync($"insert into {Table} values (3)", gateway: gateway);
        Assert.True(alone.IsSuccess, alone.Body);
        Assert.Null(alone.Session);
        Assert.False((bool?)alone.Json["session"]!["recorded"]);
        var after = await RunAsync($"select count(*) as n from {Table}", bookmark: alone.Bookmark, gateway: gateway);
        Assert.Equal($"{before + 2}", (string?)after.Value("n"));
    }

    private async Task UntilSessionsWorkAsync(GatewayProcess gateway)
    {
        var session = NewName();
        await Wait.UntilAsync(
            "a write under a session succeeds again",
            async _ => (await RunAsync($"insert into {Table} values (4)", session, gateway: gateway)).IsSuccess,
            cancellationToken: Token);
        var read = await RunAsync($"select count(*) as n from {Table} where id = 4", session, gateway: gateway);
        Assert.NotEqual("0", (string?)read.Value("n"));
        Assert.True((bool?)read.Json["session"]!["recorded"]);
        await Wait.UntilAsync(
            "the gateway is ready", async token => await gateway.Client.IsSuccessAsync("/readyz", token), cancellationToken: Token);
    }

    private Task<GatewayAnswer> RunAsync(
        string sql, string? session = null, string? bookmark = null, string consistency = "session", string target = "auto",
        GatewayProcess? gateway = null) =>
        (gateway ?? Gateway).Client.PostAsync(
            $"/v1/{ServerSet.Database}/query", JsonSerializer.Serialize(new { sql, consistency, target }), session, bookmark, Token);
}
