using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Positions;

/// <summary>Lower bounds prove, upper bounds are remembered.</summary>
public sealed class PositionReadingTests
{
    private const ulong Segment = 16 * 1024 * 1024;

    private static readonly PostgresHistory History = new(7, 1);

    [Fact]
    public void LowerBound_Replica_IsWhatItReplayedWithAnyTransaction() =>
        Assert.Equal(new PostgresPosition(History, 100, PositionPoint.AnyXid), Replica(100, 200).LowerBound(History));

    [Fact]
    public void LowerBound_Primary_IsItsLogsEndBelowTheOldestTransaction() =>
        Assert.Equal(new PostgresPosition(History, 200, 10), Primary(100, 200).LowerBound(History));

    [Fact]
    public void UpperBound_ReplicaWithARecordInFlight_IsOneByteMore() =>
        Assert.Equal(new PostgresPosition(History, 101, 20), Replica(100, 200).UpperBound(History, false, Segment));

    [Fact]
    public void UpperBound_ReplicaThatReplayedAll_IsWhatItReplayed() =>
        Assert.Equal(new PostgresPosition(History, 100, 20), Replica(100, 100).UpperBound(History, false, Segment));

    [Fact]
    public void UpperBound_ReplicaPausedBetweenRecords_IsWhatItReplayed() =>
        Assert.Equal(
            new PostgresPosition(History, 100, 20),
            (Replica(100, 200) with { ReplayPaused = true }).UpperBound(History, false, Segment));

    [Fact]
    public void UpperBound_Primary_IsWhatItFlushed() =>
        Assert.Equal(new PostgresPosition(History, 100), Primary(100, 200).UpperBound(History, false, Segment));

    [Fact]
    public void UpperBound_PrimaryWithAsynchronousCommits_IsWhatItInserted() =>
        Assert.Equal(new PostgresPosition(History, 200), Primary(100, 200).UpperBound(History, true, Segment));

    [Fact]
    public void UpperBound_InsertedJustBehindAPageHeader_IsThePagesStart() =>
        Assert.Equal(new PostgresPosition(History, 8192), Primary(100, 8192 + 24).UpperBound(History, true, Segment));

    [Fact]
    public void UpperBound_RoundedBelowWhatWasFlushed_IsWhatWasFlushed() =>
        Assert.Equal(
            new PostgresPosition(History, 8192 + 24), Primary(8192 + 24, 8192 + 24).UpperBound(History, true, Segment));

    private static PositionReading Replica(ulong replayed, ulong received) => new()
    {
        IsReplica = true,
        Done = replayed,
        Known = received,
        Transactions = RunningTransactions.Parse("20:20:"),
    };

    private static PositionReading Primary(ulong flushed, ulong inserted) => new()
    {
        IsReplica = false,
        Done = flushed,
        Known = inserted,
        Timeline = 1,
        Transactions = RunningTransactions.Parse("10:20:10"),
    };
}
