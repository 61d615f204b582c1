namespace CausalGateway.LocalCluster.Tests.Redis;

public sealed class RedisServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KillAndStart_NotPersistent_SamePortAndNothingLeft()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions(), Token);
        var port = redis.Port;
        Assert.Equal("OK", await redis.CommandAsync(["SET", "key", "välue\r\nof two lines"], Token));
        Assert.Equal("välue\r\nof two lines", await redis.CommandAsync(["GET", "key"], Token));

        await redis.KillAsync(Token);
        await Assert.ThrowsAnyAsync<Exception>(() => redis.CommandAsync(["PING"], Token));
        await redis.StartAsync(Token);

        Assert.Equal(port, redis.Port);
        Assert.Null(await redis.CommandAsync(["GET", "key"], Token));
    }

    [Fact]
    public async Task KillAndStart_Persistent_DataIsThere()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Persistent = true }, Token);
        await redis.CommandAsync(["SET", "key", "value"], Token);
        await redis.KillAsync(Token);
        await redis.StartAsync(Token);
        Assert.Equal("value", await redis.CommandAsync(["GET", "key"], Token));
    }

    [Fact]
    public async Task Freeze_Command_HangsUntilThawed()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions(), Token);
        await redis.FreezeAsync(Token);
        var ping = redis.CommandAsync(["PING"], Token);
        await Assert.ThrowsAsync<TimeoutException>(() => ping.WaitAsync(TimeSpan.FromMilliseconds(300), Token));
        await redis.ThawAsync(Token);
        Assert.Equal("PONG", await ping.WaitAsync(Wait.DefaultDeadline, Token));
    }

    [Fact]
    public async Task Password_Given_IsAskedFor()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "secret" }, Token);
        Assert.Equal("PONG", await redis.CommandAsync(["PING"], Token));
        var error = await Assert.ThrowsAsync<LocalClusterException>(() => redis.CommandAsync(["AUTH", "wrong"], Token));
        Assert.Contains("WRONGPASS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flush_Keys_AreGone()
    {
        await using var redis = await RedisServer.StartAsync(
            new RedisServerOptions { Settings = new Dictionary<string, string> { ["maxmemory"] = "20mb" } }, Token);
        Assert.Equal("maxmemory\n20971520", await redis.CommandAsync(["CONFIG", "GET", "maxmemory"], Token));
        await redis.CommandAsync(["SET", "key", "value"], Token);
        await redis.FlushAsync(Token);
        Assert.Equal("0", await redis.CommandAsync(["DBSIZE"], Token));
    }

    [Fact]
    public async Task StopAndStart_Gracefully_Answers()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions(), Token);
        await redis.StopAsync(cancellationToken: Token);
        Assert.Equal(ServerState.Stopped, redis.State);
        await redis.StartAsync(Token);
        Assert.Equal("PONG", await redis.CommandAsync(["PING"], Token));
    }
}
