using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Positions;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Positions;

public sealed class MySqlPositionTests() : PositionLaws(AsPositions(), new MySqlPositionCodec())
{
    private const string A = "aaaaaaaa-1111-1111-1111-111111111111";
    private const string B = "bbbbbbbb-1111-1111-1111-111111111111";
    private const string C = "cccccccc-1111-1111-1111-111111111111";

    [Theory]
    [InlineData("", "", PositionOrder.Equal)]
    [InlineData("", A + ":1", PositionOrder.Before)]
    [InlineData(A + ":1-5", A + ":1-5", PositionOrder.Equal)]
    [InlineData(A + ":1-5", A + ":1-6", PositionOrder.Before)]
    [InlineData(A + ":1-5:7", A + ":5", PositionOrder.After)]
    [InlineData(A + ":1-5:7", A + ":6", PositionOrder.Concurrent)] // a gap, whatever the maximum
    [InlineData(A + ":1-5", B + ":1", PositionOrder.Concurrent)]
    [InlineData(A + ":1-5", A + ":t:1", PositionOrder.Concurrent)]
    [InlineData(A + ":1-5:t:1-2", A + ":t:1", PositionOrder.After)]
    public void CompareTo_Any_IsInclusion(string left, string right, PositionOrder expected) =>
        Assert.Equal(expected, Position(left).CompareTo(Position(right)));

    [Theory]
    [InlineData("", "none")]
    [InlineData(A + ":1-5:7", "aaaaaaaa:1-5:7")]
    [InlineData(A + ":1:3:5:7-9", "aaaaaaaa:1:3:..:7-9")]
    [InlineData(A + ":1-5:tag:2", "aaaaaaaa:1-5,aaaaaaaa:tag:2")]
    [InlineData(A + ":1-5," + B + ":1," + C + ":1:t:1", "aaaaaaaa:1-5,bbbbbbbb:1,+2")]
    public void ToDisplayString_Any_IsShort(string set, string expected) =>
        Assert.Equal(expected, Position(set).ToDisplayString());

    [Theory]
    [InlineData("", 1)]
    [InlineData(A + ":1-100", 1 + 1 + 16 + 1 + 2)]
    [InlineData(A + ":1-100:200", 1 + 1 + 16 + 1 + 2 + 2)]
    [InlineData(A + ":1-100:tag:1", 1 + 1 + 16 + 1 + 2 + 1 + 3 + 1 + 2)]
    public void Write_Any_IsCompact(string set, int size) => Assert.Equal(size, Write(Position(set)).Length);

    private static MySqlPosition Position(string text) =>
        GtidSet.TryParse(text, out var set) ? new MySqlPosition(set) : throw new FormatException(text);

    private static Arbitrary<ReplicationPosition> AsPositions() =>
        Arbitraries.MySql.Generator.Select(ReplicationPosition (position) => position).ToArbitrary();
}
