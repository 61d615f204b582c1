namespace CausalGateway.LocalCluster.Tests.Binlog;

public abstract class BinlogLinkTests(BinlogFixture fixture)
{
    private readonly BinlogCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CutMode.Refuse)]
    [InlineData(CutMode.BlackHole)]
    [InlineData(CutMode.Stall)]
    public async Task Cut_OneReplica_OnlyItStopsReceivingUntilHealed(CutMode mode)
    {
        var (primary, cut, other) = fixture.Servers;
        var row = 300 + (int)mode;
        _cluster.Cut(primary, cut, mode);

        await primary.WriteAsync(row);
        var written = await fixture.Engine.GetPositionAsync(primary);
        await other.WaitForRowAsync(row);
        Assert.False(await fixture.Engine.HasReceivedAsync(_cluster, cut, written));

        _cluster.Heal(primary, cut);
        await cut.WaitForRowAsync(row);
        await _cluster.WaitForStreamingAsync(cut, Token);
    }

    [Fact]
    public async Task Delay_OfALink_ReplicaStillFollows()
    {
        var (primary, slow, _) = fixture.Servers;
        var link = _cluster.GetLink(slow, primary);
        link.Delay = TimeSpan.FromMilliseconds(100);
        await primary.WriteAsync(310);
        await slow.WaitForRowAsync(310);
        link.Delay = TimeSpan.Zero;
    }
}
