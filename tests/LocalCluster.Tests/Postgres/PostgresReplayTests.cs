namespace CausalGateway.LocalCluster.Tests.Postgres;

[Collection(nameof(SharedCluster))]
public sealed class PostgresReplayTests(PostgresFixture fixture)
{
    private readonly PostgresCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PauseReplay_PrimaryWrites_ReceivedMovesAndReplayedStandsStill()
    {
        var replica = _cluster["pg-2"];
        await _cluster.PauseReplayAsync(replica, Token);
        var before = await replica.GetReplayedAsync();

        var written = await _cluster.Primary.WriteAsync(101);
        await replica.WaitForReceivedAsync(written);
        await _cluster["pg-3"].WaitForRowAsync(101);

        Assert.Equal(before, await replica.GetReplayedAsync());
        Assert.False(await replica.HasAsync(101));

        await _cluster.ResumeReplayAsync(replica, Token);
        await _cluster.WaitForReplayAsync(replica, Token);
        Assert.True(await replica.HasAsync(101));
    }

    [Fact]
    public async Task PauseReplay_OfPrimary_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _cluster.PauseReplayAsync(_cluster.Primary, Token));
}
