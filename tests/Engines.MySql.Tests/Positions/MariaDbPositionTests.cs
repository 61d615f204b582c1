using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static CausalGateway.Engines.MySql.Tests.Positions.Arbitraries;

namespace CausalGateway.Engines.MySql.Tests.Positions;

public sealed class MariaDbPositionTests() : PositionLaws(AsPositions(), new MariaDbPositionCodec())
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("0-1-0", "")]
    [InlineData("0-1-100", "0-1-100")]
    [InlineData("1-1-7,0-2-95,0-1-100", "0-1-100,0-2-95,1-1-7")]
    [InlineData("0-1-100, 0-1-7,\n0-1-101", "0-1-101")]
    [InlineData("4294967295-4294967295-18446744073709551615", "4294967295-4294967295-18446744073709551615")]
    public void TryParse_WellFormed_ReadsSorted(string text, string printed)
    {
        Assert.True(MariaDbPosition.TryParse(text, out var position));
        Assert.Equal(printed, position.ToString());
    }

    [Theory]
    [InlineData(",")]
    [InlineData("0-1-100,")]
    [InlineData("0-1")]
    [InlineData("0-1-2-3")]
    [InlineData("0--1")]
    [InlineData("-1-1-1")]
    [InlineData("0-1-+1")]
    [InlineData("0-1- 1")]
    [InlineData("4294967296-1-1")]
    [InlineData("0-4294967296-1")]
    [InlineData("0-1-18446744073709551616")]
    [InlineData("aaaaaaaa-1111-1111-1111-111111111111:1")]
    public void TryParse_Malformed_IsRefused(string text)
    {
        Assert.False(MariaDbPosition.TryParse(text, out var position));
        Assert.Null(position);
    }

    [Theory]
    [InlineData("0-1-100", "0-1-99", PositionOrder.After)]
    [InlineData("0-1-100", "0-2-99", PositionOrder.Concurrent)] // another server's numbers, however low
    [InlineData("0-1-100", "1-1-100", PositionOrder.Concurrent)]
    [InlineData("0-1-100,0-2-99", "0-2-99", PositionOrder.After)]
    [InlineData("0-1-100,0-2-99", "0-1-100,0-2-99", PositionOrder.Equal)]
    [InlineData("0-1-100,0-2-99", "0-1-101,0-2-98", PositionOrder.Concurrent)]
    public void CompareTo_Any_LooksAtEveryComponent(string left, string right, PositionOrder expected) =>
        Assert.Equal(expected, Position(left).CompareTo(Position(right)));

    [Theory]
    [InlineData("", "none")]
    [InlineData("0-1-100,0-2-95", "0-1-100,0-2-95")]
    [InlineData("0-1-1,0-2-2,0-3-3,1-1-1,2-1-1", "0-1-1,0-2-2,0-3-3,+2")]
    public void ToDisplayString_Any_IsShort(string text, string expected) =>
        Assert.Equal(expected, Position(text).ToDisplayString());

    [Theory]
    [InlineData("", "0-1-100", "")] // nothing applied: the log alone proves nothing
    [InlineData("0-1-100", "", "0-1-100")]
    [InlineData("0-1-100", "0-1-100", "0-1-100")]
    [InlineData("0-1-100", "0-1-101", "0-1-100")] // 101 is in the log and may not be committed
    [InlineData("0-1-100", "0-1-90", "0-1-100")]
    [InlineData("0-2-100", "0-1-95,0-2-100", "0-1-95,0-2-100")] // after a failover
    [InlineData("0-1-95", "0-1-95,0-2-96", "0-1-95")] // 96 is committing; what server 2 wrote before is not known
    [InlineData("0-2-100", "0-1-100,0-2-100", "0-1-100,0-2-100")]
    [InlineData("0-1-100,1-1-7", "0-1-100,1-1-8,2-1-1", "0-1-100,1-1-7")]
    [InlineData("0-2-100", "0-1-95,1-1-3", "0-1-95,0-2-100")]
    public void Applied_Any_IsWhatBothVouchFor(string slavePos, string binlogState, string expected) =>
        Assert.Equal(Position(expected), MariaDbPosition.Applied(Position(slavePos), Position(binlogState)));

    [Fact]
    public void Applied_Any_IsWithinWhatBothSay() => Prop.ForAll(MariaDb, MariaDb, (slavePos, binlogState) =>
        slavePos.Merge(binlogState).Covers(MariaDbPosition.Applied(slavePos, binlogState))).Holds();

    [Theory]
    [InlineData("", 1)]
    [InlineData("0-1-100", 1 + 3)]
    [InlineData("0-1-100,0-2-95", 1 + 3 + 3)]
    [InlineData("0-1-100000,7-1-1", 1 + 5 + 3)]
    public void Write_Any_IsCompact(string text, int size) => Assert.Equal(size, Write(Position(text)).Length);

    private static MariaDbPosition Position(string text) =>
        MariaDbPosition.TryParse(text, out var position) ? position : throw new FormatException(text);

    private static Arbitrary<ReplicationPosition> AsPositions() =>
        MariaDb.Generator.Select(ReplicationPosition (position) => position).ToArbitrary();
}
