using CausalGateway.Gateway.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("65535", 65_535)]
    [InlineData("12B", 12)]
    [InlineData("1KB", 1_000)]
    [InlineData("1kB", 1_000)]
    [InlineData("64KiB", 65_536)]
    [InlineData("100MB", 100_000_000)]
    [InlineData("16MiB", 16_777_216)]
    [InlineData("16 mib", 16_777_216)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("2GiB", 2_147_483_648)]
    public void TryParse_Size_GivesBytes(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("MiB")]
    [InlineData("16M")]
    [InlineData("16 apples")]
    [InlineData("1.5")]
    [InlineData("1,000")]
    [InlineData("99999999999GiB")]
    public void TryParse_NotASize_IsRefused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    [InlineData("1KiB")]
    [InlineData("1536KiB")]
    [InlineData("16MiB")]
    [InlineData("1GiB")]
    public void Format_Parsed_GivesTheTextBack(string text)
    {
        Assert.True(ByteSize.TryParse(text, out var bytes));
        Assert.Equal(text, ByteSize.Format(bytes));
    }
}
