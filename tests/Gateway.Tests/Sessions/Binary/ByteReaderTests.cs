using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class ByteReaderTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(127, 1)]
    [InlineData(128, 2)]
    [InlineData(16_383, 2)]
    [InlineData(16_384, 3)]
    [InlineData(3_000_000, 4)]
    public void TryReadBlock_NestedBlocksOfAnyLength_GivesTheirContent(int length, int prefix)
    {
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        using var writer = new PooledByteWriter();
        var outer = writer.BeginBlock();
        writer.WriteByte(7);
        writer.WriteBlock(content);
        writer.WriteUInt64(ulong.MaxValue);
        writer.EndBlock(outer);

        var reader = new ByteReader(writer.Written);
        Assert.True(reader.TryReadBlock(out var whole));
        Assert.True(reader.IsAtEnd);
        Assert.Equal(1 + prefix + length + 8, whole.Length);

        var inner = new ByteReader(whole);
        Assert.True(inner.TryReadByte(out var first) && first == 7);
        Assert.True(inner.TryReadBlock(out var read));
        Assert.True(read.SequenceEqual(content));
        Assert.True(inner.TryReadUInt64(out var last) && last == ulong.MaxValue);
        Assert.True(inner.IsAtEnd);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("80")]
    [InlineData("FFFFFFFF0F")]
    [InlineData("FFFFFFFFFF01")]
    [InlineData("808080808000")]
    public void TryReadBlock_LengthBeyondTheEndOrWithoutEnd_Fails(string bytes)
    {
        var reader = new ByteReader(Convert.FromHexString(bytes));

        Assert.False(reader.TryReadBlock(out _));
    }
}
