using System.Globalization;
using CausalGateway.Gateway.Sessions;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class RedisSessionStoreTests : SessionStoreConformance, IClassFixture<RedisFixture>, IAsyncDisposable
{
    private readonly RedisServer _server;
    private readonly RedisKeyspace _keyspace;
    private readonly RedisSessionStore _store;

    public RedisSessionStoreTests(RedisFixture fixture)
    {
        _server = fixture.Server;
        Options.Redis = $"{_server.Host}:{_server.Port}";
        _keyspace = new RedisKeyspace(Options.Buckets);
        _store = new RedisSessionStore(Options);
    }

    private protected override ISessionStore Store => _store;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task AnyCall_Record_ExpiresInRedisAfterTheTimeToLive()
    {
        var address = Make.Address();

        await AppendAsync(address, Make.Dependency(1));
        Assert.InRange(await TimeLeftAsync(address), Options.TimeToLive * 0.9, Options.TimeToLive);

        await CommandAsync("PEXPIRE", _keyspace.RecordKey(address), "60000");
        await ReadAsync(address);
        Assert.InRange(await TimeLeftAsync(address), Options.TimeToLive * 0.9, Options.TimeToLive);
    }

    [Fact]
    public async Task Read_RecordedByAnotherInstance_SeesIt()
    {
        var address = Make.Address();
        await using (var other = new RedisSessionStore(Options))
        {
            await other.AppendAsync(
                address, Make.Codec, Make.Dependency(1), [], TestContext.Current.CancellationToken);
        }

        Assert.Equal(Make.Dependency(1), (await ReadAsync(address)).Dependency);
    }

    [Fact]
    public async Task AnyCall_AfterScriptFlush_Works()
    {
        var address = Make.Address();
        await AppendAsync(address, Make.Dependency(1));
        await ReadAsync(address);

        await CommandAsync("SCRIPT", "FLUSH");
        await AppendAsync(address, Make.Dependency(2));
        await CommandAsync("SCRIPT", "FLUSH");

        Assert.Equal(Make.Dependency(1, 2), (await ReadAsync(address)).Dependency);
    }

    [Theory]
    [InlineData("p12345678", "garbage")]
    [InlineData("p12345678", "")]
    [InlineData("p1234567", "\u0001")]
    [InlineData("m12345678", "a mark of a later version")]
    [InlineData("", "")]
    public async Task Read_EntryThatIsNotUnderstood_IsAFailureAndNotAnEmptyRecord(string field, string body)
    {
        var address = Make.Address();
        await AppendAsync(address, Make.Dependency(1));
        await CommandAsync("HSET", _keyspace.RecordKey(address), field, body);

        var failed = await Assert.ThrowsAsync<SessionStoreException>(() => ReadAsync(address));

        Assert.Equal(SessionStoreFailure.Corrupt, failed.Failure);
    }

    [Fact]
    public async Task AnyCall_KeyHoldsSomethingElse_IsRefused()
    {
        var address = Make.Address();
        await CommandAsync("SET", _keyspace.RecordKey(address), "text");

        var read = await Assert.ThrowsAsync<SessionStoreException>(() => ReadAsync(address));
        var append = await Assert.ThrowsAsync<SessionStoreException>(() => AppendAsync(address, Make.Dependency(1)));

        Assert.Equal(SessionStoreFailure.Refused, read.Failure);
        Assert.Equal(SessionStoreFailure.Refused, append.Failure);
    }

    private protected override async Task ElapseAsync(SessionAddress address, TimeSpan time)
    {
        var left = await TimeLeftAsync(address) - time;
        var milliseconds = ((long)left.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await CommandAsync("PEXPIRE", _keyspace.RecordKey(address), milliseconds);
    }

    private async Task<TimeSpan> TimeLeftAsync(SessionAddress address)
    {
        var milliseconds = await CommandAsync("PTTL", _keyspace.RecordKey(address));
        return TimeSpan.FromMilliseconds(long.Parse(milliseconds!, CultureInfo.InvariantCulture));
    }

    private Task<string?> CommandAsync(params string[] command) =>
        _server.CommandAsync(command, TestContext.Current.CancellationToken);
}
