using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class SessionStoreOptionsTests
{
    [Fact]
    public void Validate_Defaults_FindsNothing() => Assert.Empty(new SessionStoreOptions().Validate());

    [Theory]
    [InlineData("127.0.0.1:6379")]
    [InlineData("redis.internal:6380,password=secret,ssl=true")]
    public void Validate_ConfigurationString_FindsNothing(string redis) =>
        Assert.Empty(new SessionStoreOptions { Redis = redis }.Validate());

    [Theory]
    [InlineData("")]
    [InlineData("password=secret")]
    [InlineData("127.0.0.1:6379,password=secret,connectTimeout=soon")]
    public void Validate_BadConfigurationString_SaysSoWithoutShowingIt(string redis)
    {
        var error = Assert.Single(new SessionStoreOptions { Redis = redis }.Validate());

        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_EverythingWrong_ReportsEverything()
    {
        var options = new SessionStoreOptions
        {
            Redis = "",
            TimeToLive = TimeSpan.Zero,
            CallTimeout = Timeout.InfiniteTimeSpan,
            Buckets = 0,
            MaxRecords = 0,
        };

        Assert.Equal(5, options.Validate().Count);
    }

    [Fact]
    public async Task Create_WithAndWithoutRedis_ChoosesTheStore()
    {
        Assert.IsType<InProcessSessionStore>(SessionStoreFactory.Create(new SessionStoreOptions(), TimeProvider.System));

        var shared = SessionStoreFactory.Create(new SessionStoreOptions { Redis = "127.0.0.1:1" }, TimeProvider.System);
        await using var redis = Assert.IsType<RedisSessionStore>(shared);
    }
}
