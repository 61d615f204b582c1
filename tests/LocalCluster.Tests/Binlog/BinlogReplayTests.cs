namespace CausalGateway.LocalCluster.Tests.Binlog;

public abstract class BinlogReplayTests(BinlogFixture fixture)
{
    private readonly BinlogCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PauseReplay_PrimaryWrites_ReceivedMovesAndReplayedStandsStill()
    {
        var (primary, paused, other) = fixture.Servers;
        await _cluster.WaitForReplayAsync(paused, Token);
        await _cluster.PauseReplayAsync(paused, Token);
        var before = await fixture.Engine.GetPositionAsync(paused);

        await primary.WriteAsync(101);
        await fixture.Engine.WaitForReceivedAsync(_cluster, paused, await fixture.Engine.GetPositionAsync(primary));
        await other.WaitForRowAsync(101);

        Assert.Equal(before, await fixture.Engine.GetPositionAsync(paused));
        Assert.False(await paused.HasAsync(101));

        await _cluster.ResumeReplayAsync(paused, Token);
        await _cluster.WaitForReplayAsync(paused, Token);
        Assert.True(await paused.HasAsync(101));
    }

    [Fact]
    public async Task PauseReplay_Paused_IsStillPaused()
    {
        var paused = fixture.Servers.First;
        await _cluster.PauseReplayAsync(paused, Token);
        await _cluster.PauseReplayAsync(paused, Token);
        await fixture.Servers.Primary.WriteAsync(102);
        await _cluster.ResumeReplayAsync(paused, Token);
        await _cluster.ResumeReplayAsync(paused, Token);
        await paused.WaitForRowAsync(102);
    }

    [Fact]
    public async Task PauseReplay_OfPrimary_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _cluster.PauseReplayAsync(_cluster.Primary, Token));

    [Fact]
    public async Task WaitForReplay_BlockedByALock_ReturnsOnceItIsGone()
    {
        var (primary, replica, _) = fixture.Servers;
        Task replayed;
        await using (var session = await _cluster.OpenSessionAsync(replica, cancellationToken: Token))
        {
            await session.ExecuteAsync("lock tables items read", Token);
            await primary.WriteAsync(103);
            replayed = _cluster.WaitForReplayAsync(replica, Token);
            await Assert.ThrowsAsync<TimeoutException>(() => replayed.WaitAsync(TimeSpan.FromMilliseconds(300), Token));
            Assert.False(await replica.HasAsync(103));
        }

        await replayed;
        Assert.True(await replica.HasAsync(103));
    }
}
