using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>A primary whose running transactions hold its proof back, and what a replica says of them.</summary>
public sealed class InDoubtTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ShowsNothingBeyond_LongTransactionThatTheReplicaDoesNotShow_IsTrue()
    {
        await using var cluster = await StartAsync();
        await using var primary = Node.Open(cluster.Primary);
        await using var replica = Node.Open(cluster.Replicas[0]);
        await using var running = await OpenTransaction.BeginAsync(cluster.Primary, "insert into items values (1)");
        await cluster.Primary.ExecuteAsync("insert into items values (2)", Token);
        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);

        var shown = await replica.RunAsync(Sql.Read("select * from items", PositionDemand.After));
        var other = await primary.ProbeAsync(Token);
        Assert.False(other.Reached!.Covers(shown.Position!), "The open transaction does not hold the primary back.");
        Assert.True(await replica.ShowsNothingBeyondAsync(shown.Incarnation, other, shown.Position!, Token));
    }

    /// <summary>A standby shows a commit before its primary does, for as long as a synchronous commit hangs.</summary>
    [Fact]
    public async Task ShowsNothingBeyond_CommitThatOnlyTheReplicaShows_IsFalse()
    {
        await using var cluster = await StartAsync();
        await using var primary = Node.Open(cluster.Primary);
        await using var replica = Node.Open(cluster.Replicas[0]);
        await primary.ProbeAsync(Token);
        await Clusters.RequireStandbyAsync(cluster.Primary, "nobody");
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var hanging = primary.ExecuteAsync(
            Sql.Write("insert into items values (7)"), new RecordingSink(), cancelled.Token).AsTask();
        await Clusters.WaitForHungCommitAsync(cluster.Primary);
        await cluster.Replicas[0].WaitForAsync("the replica shows the row", "select exists (select from items where id = 7)");

        var shown = await replica.RunAsync(Sql.Read("select * from items", PositionDemand.After));
        const string Count = "select count(*) from items where id = 7";
        Assert.Equal("0", await primary.SingleAsync(Sql.Read(Count)));
        Assert.Equal(EngineErrorKind.NotReached, (await primary.FailAsync(Sql.Read(Count, mustCover: shown.Position))).Kind);
        var other = await primary.ProbeAsync(Token);
        Assert.True(
            other.Reached.Point.Lsn >= shown.Position.Point.Lsn, "By its log alone the primary would count as caught up.");
        Assert.False(await replica.ShowsNothingBeyondAsync(shown.Incarnation, other, shown.Position!, Token));

        await cancelled.CancelAsync();
        await Task.WhenAny(hanging);
        Assert.Equal("1", (await primary.ReadOnceReachedAsync(Sql.Read(Count, mustCover: shown.Position))).Single);
    }

    [Fact]
    public async Task ShowsNothingBeyond_WhatCannotBeTold_IsFalse()
    {
        await using var cluster = await StartAsync();
        await using var primary = Node.Open(cluster.Primary);
        await using var replica = Node.Open(cluster.Replicas[0]);
        var shown = await replica.RunAsync(Sql.Read("select 1", PositionDemand.After));
        var other = await primary.ProbeAsync(Token);
        var point = shown.Position.Point;
        Assert.True(await replica.ShowsNothingBeyondAsync(shown.Incarnation, other, shown.Position!, Token));

        var anotherHistory = new PostgresPosition(point.History with { Timeline = 9 }, point.Lsn, point.Xid);
        var tooMany = new PostgresPosition(point.History, point.Lsn, point.Xid + 1_000_000);
        var notBegun = new PostgresPosition(point.History, point.Lsn, point.Xid + 100);
        foreach (var demand in new[] { anotherHistory, tooMany, notBegun })
        {
            Assert.False(await replica.ShowsNothingBeyondAsync(shown.Incarnation, other, demand, Token));
        }

        Assert.False(await replica.ShowsNothingBeyondAsync(other.Incarnation, other, shown.Position!, Token));
        await cluster.CrashAsync(cluster.Replicas[0], Token);
        await replica.ProbeUntilAsync("the replica answers again", status => status.Incarnation != shown.Incarnation);
        Assert.False(await replica.ShowsNothingBeyondAsync(shown.Incarnation, other, shown.Position!, Token));
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var cluster = await Clusters.StartAsync(replicas: 1);
        await cluster.Primary.ExecuteAsync("create table items (id int); grant all on items to public", Token);
        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);
        return cluster;
    }
}
