using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Positions;

public sealed class RunningTransactionsTests
{
    [Theory]
    [InlineData("10:10:", 10, 10, new ulong[0])]
    [InlineData("10:20:10,14,19", 10, 20, new ulong[] { 10, 14, 19 })]
    [InlineData("4294967297:18446744073709551615:4294967297", 4294967297, ulong.MaxValue, new ulong[] { 4294967297 })]
    public void Parse_Snapshot_GivesItsParts(string text, ulong xmin, ulong xmax, ulong[] running)
    {
        var snapshot = RunningTransactions.Parse(text);
        Assert.Equal((xmin, xmax), (snapshot.Xmin, snapshot.Xmax));
        Assert.Equal(running, snapshot.InProgress);
    }

    [Theory]
    [InlineData(10, new ulong[0])]
    [InlineData(14, new ulong[] { 10 })]
    [InlineData(15, new ulong[] { 10, 14 })]
    [InlineData(20, new ulong[] { 10, 14 })]
    [InlineData(22, new ulong[] { 10, 14, 20, 21 })]
    public void NotShownBelow_Any_GivesRunningAndNotYetStarted(ulong xid, ulong[] expected) =>
        Assert.Equal(expected, RunningTransactions.Parse("10:20:10,14").NotShownBelow(xid));

    [Fact]
    public void NotShownBelow_TooMany_GivesNone()
    {
        var snapshot = RunningTransactions.Parse("10:20:10,14");
        Assert.Null(snapshot.NotShownBelow(ulong.MaxValue));
        Assert.Null(snapshot.NotShownBelow(20 + 10_000));
        Assert.Equal(10_000, snapshot.NotShownBelow(20 + 9_998)!.Count);
    }
}
