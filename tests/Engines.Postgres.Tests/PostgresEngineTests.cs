using CausalGateway.Engines.Postgres.Nodes;
using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests;

/// <summary>What two servers' answers say of each other.</summary>
public sealed class PostgresEngineTests
{
    private readonly PostgresEngine _engine = new(TimeProvider.System);

    [Theory]
    [InlineData(7, 1, 7, 1, HistoryRelation.Same)]
    [InlineData(7, 1, 7, 2, HistoryRelation.Older)]
    [InlineData(7, 3, 7, 1, HistoryRelation.Newer)]
    [InlineData(7, 2, 7, 3, HistoryRelation.Diverged)] // the lower number never descends from the higher
    [InlineData(7, 3, 7, 2, HistoryRelation.Unknown)] // the higher number need not descend from the lower
    [InlineData(7, 1, 8, 1, HistoryRelation.Diverged)]
    [InlineData(7, 1, 7, 0, HistoryRelation.Unknown)] // the second's is not known
    public void CompareHistories_PrimaryAndReplica_IsToldByTimelines(
        ulong system, uint timeline, ulong otherSystem, uint otherTimeline, HistoryRelation expected) =>
        Assert.Equal(
            expected,
            _engine.CompareHistories(
                Status(ServerRole.Primary, 1, system, timeline), Status(ServerRole.Replica, 2, otherSystem, otherTimeline)));

    [Fact]
    public void CompareHistories_TwoPrimariesOnOneTimeline_IsUnknown()
    {
        var one = Status(ServerRole.Primary, 1, 7, 2);
        Assert.Equal(HistoryRelation.Unknown, _engine.CompareHistories(one, Status(ServerRole.Primary, 2, 7, 2)));
        Assert.Equal(HistoryRelation.Same, _engine.CompareHistories(one, Status(ServerRole.Primary, 1, 7, 2)));
    }

    [Theory]
    [InlineData(ServerRole.Primary, 7, 1, 90, true)]
    [InlineData(ServerRole.Primary, 7, 1, 150, true)] // inserted, not yet flushed
    [InlineData(ServerRole.Primary, 7, 1, 201, false)] // nobody on this history can have shown it
    [InlineData(ServerRole.Replica, 7, 1, 201, true)]
    [InlineData(ServerRole.Replica, 7, 2, 90, false)]
    [InlineData(ServerRole.Primary, 8, 1, 90, false)]
    public void CanReach_OnePoint_LooksAtHistoryAndTheLogsEnd(
        ServerRole role, ulong system, uint timeline, ulong lsn, bool expected) =>
        Assert.Equal(
            expected,
            _engine.CanReach(Status(role, 1, 7, 1), new PostgresPosition(new PostgresHistory(system, timeline), lsn)));

    private static PostgresNodeStatus Status(ServerRole role, ulong incarnation, ulong system, uint timeline)
    {
        var history = timeline == 0 ? (PostgresHistory?)null : new PostgresHistory(system, timeline);
        return new PostgresNodeStatus
        {
            Role = role,
            Incarnation = new ServerIncarnation(incarnation),
            Reached = history is { } known ? new PostgresPosition(known, 100, PositionPoint.AnyXid) : null,
            History = "",
            OnHistory = history,
            ReceivedLsn = 200,
            Transactions = RunningTransactions.Parse("10:10:"),
            Identity = new ServerIdentity
            {
                SystemIdentifier = system,
                Incarnation = new ServerIncarnation(incarnation),
                PostmasterStart = "",
                Version = "",
                SegmentSize = 0,
                Warnings = [],
            },
        };
    }
}
