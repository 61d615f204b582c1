using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Tests.Replication;

public sealed class HistoryJudgeTests
{
    private const string A = "aaaaaaaa-0000-0000-0000-000000000000";
    private const string B = "bbbbbbbb-0000-0000-0000-000000000000";
    private const string C = "cccccccc-0000-0000-0000-000000000000";

    [Fact]
    public void Compare_ReplicaBehindItsPrimary_Same()
    {
        var judge = new MySqlHistoryJudge();
        var primary = Status(A, ServerRole.Primary, $"{A}:1-9", at: 1);
        var replica = Status(C, ServerRole.Replica, $"{A}:1-5:7", at: 2);

        Assert.Equal(HistoryRelation.Same, judge.Compare(replica, primary));
        Assert.Equal(HistoryRelation.Same, judge.Compare(primary, replica));
    }

    /// <summary>A replica that is asked later than its primary is often ahead of what the primary was when it was asked.</summary>
    [Fact]
    public void Compare_ReplicaAheadOfAnOlderAnswer_SameUntilThePrimaryIsAskedAgain()
    {
        var judge = new MySqlHistoryJudge();
        var primary = Status(A, ServerRole.Primary, $"{A}:1-9", at: 1);
        var replica = Status(C, ServerRole.Replica, $"{A}:1-12", at: 2);
        Assert.Equal(HistoryRelation.Same, judge.Compare(replica, primary));

        Assert.Equal(HistoryRelation.Same, judge.Compare(replica, Status(A, ServerRole.Primary, $"{A}:1-12", at: 3)));
        Assert.Equal(HistoryRelation.Same, judge.Compare(Status(C, ServerRole.Replica, $"{A}:1-20", at: 4), Status(A, ServerRole.Primary, $"{A}:1-12", at: 3)));
    }

    /// <summary>The primary crashed and lost what the replica has: however often they are asked, and in whatever order.</summary>
    [Fact]
    public void Compare_PrimaryLostWhatAReplicaHas_DivergedForGood()
    {
        var judge = new MySqlHistoryJudge();
        var replica = Status(C, ServerRole.Replica, $"{A}:1-12", at: 2);
        Assert.Equal(HistoryRelation.Same, judge.Compare(replica, Status(A, ServerRole.Primary, $"{A}:1-9", at: 1)));

        var again = Status(A, ServerRole.Primary, $"{A}:1-9", at: 3);
        Assert.Equal(HistoryRelation.Diverged, judge.Compare(replica, again));
        Assert.Equal(HistoryRelation.Diverged, judge.Compare(Status(C, ServerRole.Replica, $"{A}:1-12", at: 4), again));
        Assert.Equal(
            HistoryRelation.Diverged,
            judge.Compare(Status(C, ServerRole.Replica, $"{A}:1-12", at: 6), Status(A, ServerRole.Primary, $"{A}:1-11", at: 5)));
    }

    /// <summary>Written by the replica itself, or received from a server that the primary never followed.</summary>
    [Theory]
    [InlineData(C)]
    [InlineData(B)]
    public void Compare_ReplicaHasAnothersTransaction_DivergedAtOnce(string other)
    {
        var judge = new MySqlHistoryJudge();

        Assert.Equal(
            HistoryRelation.Diverged,
            judge.Compare(Status(C, ServerRole.Replica, $"{A}:1-9,{other}:1", at: 2), Status(A, ServerRole.Primary, $"{A}:1-9", at: 1)));
    }

    [Theory]
    [InlineData($"{A}:1-9", $"{A}:1-9,{B}:1", HistoryRelation.Older)]
    [InlineData($"{A}:1-9,{B}:1", $"{A}:1-9", HistoryRelation.Newer)]
    [InlineData($"{A}:1-10", $"{A}:1-9,{B}:1", HistoryRelation.Unknown)]
    [InlineData($"{A}:1-9", $"{A}:1-9", HistoryRelation.Unknown)]
    [InlineData($"{A}:1-9", $"{B}:1-9", HistoryRelation.Diverged)]
    [InlineData($"{A}:1-9", "", HistoryRelation.Newer)]
    public void Compare_TwoPrimaries_WhatEachHasDecides(string first, string second, HistoryRelation expected) =>
        Assert.Equal(
            expected,
            new MySqlHistoryJudge().Compare(Status(A, ServerRole.Primary, first, at: 1), Status(B, ServerRole.Primary, second, at: 2)));

    /// <summary>After a failover that lost writes the winner lacks what the loser has.</summary>
    [Theory]
    [InlineData($"{A}:1-9")]
    [InlineData($"{A}:1-9,{B}:1-3")]
    public void Compare_PromotionWasSeen_ItDecides(string winner)
    {
        var judge = new MySqlHistoryJudge();
        var loser = Status(A, ServerRole.Primary, $"{A}:1-12", at: 1);
        var promoted = Status(B, ServerRole.Primary, winner, at: 2) with { PromotedAt = 2 };

        Assert.Equal(HistoryRelation.Newer, judge.Compare(promoted, loser));
        Assert.Equal(HistoryRelation.Older, judge.Compare(loser, promoted));
        Assert.Equal(HistoryRelation.Older, judge.Compare(loser with { PromotedAt = 1 }, promoted));
    }

    [Fact]
    public void Compare_TheSameServerAfterLosingItsTail_Same() =>
        Assert.Equal(
            HistoryRelation.Same,
            new MySqlHistoryJudge().Compare(Status(A, ServerRole.Primary, $"{A}:1-5", at: 2), Status(A, ServerRole.Primary, $"{A}:1-9", at: 1)));

    [Theory]
    [InlineData("0-1-9", "0-1-12", HistoryRelation.Same)]
    [InlineData("0-1-12,0-3-4", "0-1-12", HistoryRelation.Diverged)]
    [InlineData("0-1-15", "0-1-12", HistoryRelation.Same)]
    public void Compare_MariaDbReplica_ByComponents(string replica, string primary, HistoryRelation expected) =>
        Assert.Equal(
            expected,
            new MariaDbHistoryJudge().Compare(MariaDb("3", ServerRole.Replica, replica, at: 2), MariaDb("1", ServerRole.Primary, primary, at: 1)));

    /// <summary>The numbers are as high; the transactions are others.</summary>
    [Fact]
    public void Compare_MariaDbAfterAFork_Diverged()
    {
        var judge = new MariaDbHistoryJudge();
        var primary = MariaDb("2", ServerRole.Primary, "0-1-10,0-2-11", at: 5);

        Assert.Equal(HistoryRelation.Diverged, judge.Compare(MariaDb("3", ServerRole.Replica, "0-1-12", at: 4), primary));
        Assert.Equal(HistoryRelation.Same, judge.Compare(MariaDb("3", ServerRole.Replica, "0-1-10", at: 4), primary));
    }

    [Theory]
    [InlineData(ServerRole.Primary, $"{A}:1-9", true)]
    [InlineData(ServerRole.Primary, $"{A}:1-10", false)]
    [InlineData(ServerRole.Replica, $"{A}:1-10", true)]
    public void CanReach_OnlyWhatAPrimaryKnowsOf(ServerRole role, string demanded, bool expected)
    {
        Assert.True(GtidSet.TryParse(demanded, out var set));
        Assert.Equal(expected, HistoryJudge.CanReach(Status(A, role, $"{A}:1-9", at: 1), new MySqlPosition(set)));
    }

    private static MySqlNodeStatus Status(string server, ServerRole role, string known, long at)
    {
        Assert.True(GtidSet.TryParse(known, out var set));
        return Status(server, role, new MySqlPosition(set), at);
    }

    private static MySqlNodeStatus MariaDb(string server, ServerRole role, string known, long at)
    {
        Assert.True(MariaDbPosition.TryParse(known, out var position));
        return Status(server, role, position, at);
    }

    private static MySqlNodeStatus Status(string server, ServerRole role, ReplicationPosition known, long at) => new()
    {
        Role = role,
        Incarnation = new ServerIncarnation((ulong)server[0]),
        Reached = known,
        Known = known,
        Origin = server,
        Server = server,
        History = server,
        AskedAt = at,
        AnsweredAt = at,
    };
}
