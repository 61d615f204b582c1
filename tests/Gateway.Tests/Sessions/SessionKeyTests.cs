using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class SessionKeyTests
{
    [Theory]
    [InlineData("s")]
    [InlineData("user 42 / tab #3 ~!")]
    [InlineData("\"quoted\", {braces}")]
    public void TryParse_PrintableAscii_IsKeptUnchanged(string text)
    {
        Assert.True(SessionKey.TryParse(text, out var key));
        Assert.Equal(text, key.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" leading")]
    [InlineData("trailing ")]
    [InlineData("tab\there")]
    [InlineData("new\nline")]
    [InlineData("delete\u007F")]
    [InlineData("nul\0")]
    [InlineData("café")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(SessionKey.TryParse(text, out _));

    [Fact]
    public void TryParse_Length_IsLimitedTo128()
    {
        Assert.True(SessionKey.TryParse(new string('x', 128), out _));
        Assert.False(SessionKey.TryParse(new string('x', 129), out _));
    }

    [Fact]
    public void NewRandom_Keys_AreValidAndDiffer()
    {
        var keys = Enumerable.Range(0, 1_000).Select(_ => SessionKey.NewRandom().Value).ToArray();

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^s_[A-Za-z0-9_-]{24}$", key));
        Assert.All(keys, key => Assert.True(SessionKey.TryParse(key, out _)));
    }
}
