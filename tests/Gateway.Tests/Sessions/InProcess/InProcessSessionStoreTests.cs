using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class InProcessSessionStoreTests : SessionStoreConformance
{
    private readonly ManualTime _time = new();
    private readonly InProcessSessionStore _store;

    public InProcessSessionStoreTests()
    {
        Options.MaxRecords = 3;
        _store = new InProcessSessionStore(Options, _time);
    }

    private protected override ISessionStore Store => _store;

    [Fact]
    public async Task Append_StoreIsFull_RefusesNewSessionsAndDropsNone()
    {
        var held = Enumerable.Range(0, 3).Select(_ => Make.Address()).ToArray();
        foreach (var address in held)
        {
            await AppendAsync(address, Make.Dependency(1));
        }

        var refused = await Assert.ThrowsAsync<SessionStoreException>(() => AppendAsync(Make.Address(), Make.Dependency(2)));

        Assert.Equal(SessionStoreFailure.Full, refused.Failure);
        foreach (var address in held)
        {
            await AppendAsync(address, Make.Dependency(3));
            Assert.Equal(Make.Dependency(1, 3), (await ReadAsync(address)).Dependency);
        }
    }

    [Fact]
    public async Task Append_FullOfExpiredRecords_Succeeds()
    {
        var renewed = Make.Address();
        await AppendAsync(renewed, Make.Dependency(0));
        await AppendAsync(Make.Address(), Make.Dependency(1));
        await AppendAsync(Make.Address(), Make.Dependency(2));
        _time.Advance(Options.TimeToLive * 0.9);
        await ReadAsync(renewed);
        _time.Advance(Options.TimeToLive * 0.9);

        var fresh = Make.Address();
        await AppendAsync(fresh, Make.Dependency(3));

        Assert.Equal(Make.Dependency(3), (await ReadAsync(fresh)).Dependency);
        Assert.Equal(Make.Dependency(0), (await ReadAsync(renewed)).Dependency);
    }

    [Fact]
    public async Task Read_ManyExpired_RemovesAFewACall()
    {
        Options.MaxRecords = 100;
        for (var i = 0; i < 100; i++)
        {
            await AppendAsync(Make.Address(), Make.Dependency(i));
        }

        _time.Advance(Options.TimeToLive);
        await ReadAsync(Make.Address());
        Assert.InRange(_store.Count, 80, 99);

        for (var i = 0; i < 100; i++)
        {
            await ReadAsync(Make.Address());
        }

        Assert.Equal(0, _store.Count);
    }

    [Fact]
    public async Task Read_Record_CompletesSynchronously()
    {
        var read = Store.ReadAsync(Make.Address(), Make.Codec, TestContext.Current.CancellationToken);

        Assert.True(read.IsCompletedSuccessfully);
        await read;
    }

    private protected override Task ElapseAsync(SessionAddress address, TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
