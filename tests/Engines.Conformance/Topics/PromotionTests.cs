namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>What positions mean after another server has become the primary.</summary>
public abstract class PromotionTests(EngineUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Promotion_WithAndWithoutLostWrites_IsJudged()
    {
        await using var cluster = await Under.StartClusterAsync(replicas: 1, Token);
        var old = cluster.Primary;
        var promoted = cluster.Replicas[0];
        await using var oldNode = old.Open();
        await using var newNode = promoted.Open();
        var table = await NewTableAsync(cluster);
        var kept = (await oldNode.RunAsync(Write(Sql.Insert(table, 1, "kept")))).Position!;
        await newNode.OnceReachedAsync(Read(Sql.SelectText(table, 1), kept));

        cluster.CutReplication(promoted);
        await cluster.PromoteAsync(promoted);
        var status = await newNode.ProbeUntilAsync("it takes writes", status => status.Writable && status.Reached is not null);
        Assert.Equal(ServerRole.Primary, status.Role);
        var fresh = (await newNode.RunAsync(Write(Sql.Insert(table, 2, "fresh")))).Position!;
        Assert.False(fresh.Equals(kept));

        // What was there before the promotion is kept; what was written since is not the old primary's.
        Assert.Equal("kept", await newNode.SingleAsync(Read(Sql.SelectText(table, 1))));
        status = await newNode.ProbeUntilAsync("it counts its write", status => status.Reached!.Covers(fresh));
        var stale = await oldNode.ProbeAsync(Token);
        Assert.False(stale.Reached!.Covers(fresh));
        Assert.Equal(HistoryRelation.Older, Engine.CompareHistories(stale, status));
        Assert.Equal(HistoryRelation.Newer, Engine.CompareHistories(status, stale));
        Assert.Equal(EngineErrorKind.NotReached, (await oldNode.FailAsync(Read(Sql.Count(table), fresh))).Kind);

        // The old one writes on: two primaries, and neither will ever have what the other wrote.
        var lost = (await oldNode.RunAsync(Write(Sql.Insert(table, 3, "lost")))).Position!;
        stale = await oldNode.ProbeUntilAsync("it counts its write", status => status.Reached!.Covers(lost));
        status = await newNode.ProbeAsync(Token);
        Assert.False(status.Reached!.Covers(lost));
        Assert.False(Engine.CanReach(status, lost), "A lost write is taken for one that is still to come.");
        Assert.Equal(EngineErrorKind.NotReached, (await newNode.FailAsync(Read(Sql.Count(table), lost))).Kind);
        Assert.Equal(PositionOrder.Concurrent, lost.CompareTo(fresh));
        Assert.False(Engine.CompareHistories(stale, status) is HistoryRelation.Same or HistoryRelation.Newer);
        Assert.False(Engine.CompareHistories(status, stale) is HistoryRelation.Same or HistoryRelation.Older);
    }

    /// <summary>A connection to a replica survives its promotion: the role is learnt from each answer.</summary>
    [Fact]
    public async Task Promotion_UnderAnOpenConnection_IsSeenByTheNextStatement()
    {
        await using var cluster = await Under.StartClusterAsync(replicas: 1, Token);
        var promoted = cluster.Replicas[0];
        await using var node = promoted.Open(configure: options => options with { MaxConnections = 1 });
        var table = await NewTableAsync(cluster);
        var before = await node.RunAsync(Read(Sql.Count(table), demand: PositionDemand.After));
        Assert.Equal(ServerRole.Replica, before.Role);
        Assert.Equal(
            EngineErrorKind.NotPrimary, (await node.FailAsync(Read(Sql.One) with { Role = ServerRole.Primary })).Kind);

        await cluster.PromoteAsync(promoted);
        await node.ProbeUntilAsync("it takes writes", status => status.Writable && status.Reached is not null);
        var after = await node.RunAsync(Read(Sql.Count(table), demand: PositionDemand.After) with { Role = ServerRole.Primary });
        Assert.Equal(ServerRole.Primary, after.Role);
        await node.RunAsync(Write(Sql.Insert(table, 1, "a")));
        Assert.Equal("1", await node.SingleAsync(Read(Sql.Count(table))));
    }
}
