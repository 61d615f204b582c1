namespace CausalGateway.Functional.Outages;

/// <summary>On PostgreSQL; and the store that goes away, which is the same whatever the engine.</summary>
public sealed class PostgresOutageTests(PostgresOutageServers outage) : OutageTests(outage), IClassFixture<PostgresOutageServers>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

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

        await Outage.MendAsync();
        await UntilSessionsWorkAsync(gateway);
    }

    [Fact]
    public async Task Query_RedisKilled_OnlySessionsFailAndRecover()
    {
        var session = NewName();
        Assert.True((await RunAsync($"insert into {Table} values (1)", session)).IsSuccess);
        await Servers.Redis.KillAsync(Token);

        await AssertOnlySessionsFailAsync(Gateway);

        await Outage.MendAsync();
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

    private async Task AssertOnlySessionsFailAsync(GatewayProcess gateway)
    {
        var before = await Servers.CountAsync(Servers.Primary, Table, Token);
        var started = TimeProvider.System.GetTimestamp();
        foreach (var sql in (string[])
            [$"insert into {Table} values (9)", $"insert into {Table} values (9) returning id", $"select * from {Table}"])
        {
            var answer = await RunAsync(sql, NewName(), gateway: gateway);
            Assert.True((bool?)Problem.Is(answer, 503, "store-unavailable")["retryable"]);
            Assert.NotEmpty(answer.Headers["Retry-After"]);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, Soon);
        Assert.Equal(before, await Servers.CountAsync(Servers.Primary, Table, Token));

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
}
