using System.Buffers;
using CausalGateway.Engines.Postgres.Positions;
using FsCheck.Fluent;
using static CausalGateway.Engines.Postgres.Tests.Support.Arbitraries;

namespace CausalGateway.Engines.Postgres.Tests.Positions;

public sealed class PostgresPositionCodecTests
{
    private readonly PostgresPositionCodec _codec = new();

    [Fact]
    public void TryParse_OfFormat_GivesTheSame() => Prop.ForAll(
        Position, position => _codec.TryParse(position.ToString(), out var parsed) && parsed.Equals(position)).Holds();

    [Fact]
    public void TryRead_OfWrite_GivesTheSame() => Prop.ForAll(
        Position, position => _codec.TryRead(Write(position), out var read) && read.Equals(position)).Holds();

    [Fact]
    public void TryParse_Garbage_NeverThrows() => Prop.ForAll(
        Text, text => _codec.TryParse(text, out var position) == position is not null).Holds();

    [Fact]
    public void TryRead_Garbage_NeverThrows() => Prop.ForAll(
        Bytes, bytes => _codec.TryRead(bytes, out var position) == position is not null).Holds();

    [Fact]
    public void TryRead_OneByteLessOrMore_IsRefused() => Prop.ForAll(Position, position =>
    {
        var bytes = Write(position);
        return !_codec.TryRead(bytes.AsSpan(0, bytes.Length - 1), out _) && !_codec.TryRead([.. bytes, 0], out _);
    }).Holds();

    [Theory]
    [InlineData("0/4077FB0@1:7441234567890123456")]
    [InlineData("FFFFFFFF/FFFFFFFF@4294967295:18446744073709551615+18446744073709551615")]
    [InlineData("0/1@1:7,0/2@2:7+712")]
    public void TryParse_WellFormed_ReadsTheSameBack(string text)
    {
        Assert.True(_codec.TryParse(text, out var position));
        Assert.Equal(text, position.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0/1")]
    [InlineData("0/1@1")]
    [InlineData("0/1@1:")]
    [InlineData("0/1@:7")]
    [InlineData("0/1@1:7,")]
    [InlineData(",0/1@1:7")]
    [InlineData("0/1@1:7+")]
    [InlineData("0/1@1:7+0")]
    [InlineData("0/1@1:7+-1")]
    [InlineData(" 0/1@1:7")]
    [InlineData("0/1@1: 7")]
    [InlineData("0/1@-1:7")]
    [InlineData("0/1@4294967296:7")]
    [InlineData("0/1@1:18446744073709551616")]
    [InlineData("0/100000000@1:7")]
    [InlineData("0:1@1/7")]
    public void TryParse_Malformed_IsRefused(string text)
    {
        Assert.False(_codec.TryParse(text, out var position));
        Assert.Null(position);
    }

    [Fact]
    public void TryParse_MoreHistoriesThanTheBinaryFormHolds_IsRefused()
    {
        var points = Enumerable.Range(1, 256).Select(timeline => $"0/1@{timeline}:7");
        Assert.False(_codec.TryParse(string.Join(',', points), out _));
        Assert.True(_codec.TryParse(string.Join(',', points.Take(255)), out var most));
        Assert.Equal(most, _codec.TryRead(Write(most), out var read) ? read : null);
    }

    [Fact]
    public void Write_OnePoint_TakesThirtyBytes() =>
        Assert.Equal(30, Write(new PostgresPosition(new PostgresHistory(7, 1), 1)).Length);

    private byte[] Write(ReplicationPosition position)
    {
        var buffer = new ArrayBufferWriter<byte>();
        _codec.Write(position, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
