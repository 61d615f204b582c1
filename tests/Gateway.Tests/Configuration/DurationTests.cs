using CausalGateway.Gateway.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("100ms", 100)]
    [InlineData("100 ms", 100)]
    [InlineData(" 1s ", 1_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("0.25ms", 0.25)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("00:00:30", 30_000)]
    [InlineData("1.02:00:00", 93_600_000)]
    [InlineData("00:00:00.5000000", 500)]
    public void TryParse_Duration_GivesIt(string text, double milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-1s")]
    [InlineData("-00:00:01")]
    [InlineData("+1s")]
    [InlineData("10:30")]
    [InlineData("1,5s")]
    [InlineData("1.5.1s")]
    [InlineData("1S")]
    [InlineData("1 M")]
    [InlineData("1week")]
    [InlineData("1h30m")]
    [InlineData("s")]
    [InlineData("1e3s")]
    [InlineData("0.00000001s")]
    [InlineData("99999999999d")]
    [InlineData("99999999999999999999999999999999999d")]
    public void TryParse_NotADuration_IsRefused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("0")]
    [InlineData("50ms")]
    [InlineData("1500ms")]
    [InlineData("2m")]
    [InlineData("90m")]
    [InlineData("30d")]
    [InlineData("00:00:00.0002500")]
    public void Format_Parsed_GivesTheTextBack(string text)
    {
        Assert.True(Duration.TryParse(text, out var value));
        Assert.Equal(text, Duration.Format(value));
    }

    [Fact]
    public void TryParse_AnyFormattedDuration_GivesItBack()
    {
        var random = new Random(20);
        for (var i = 0; i < 1_000; i++)
        {
            var value = TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay) >> random.Next(40));
            Assert.True(Duration.TryParse(Duration.Format(value), out var back));
            Assert.Equal(value, back);
        }
    }
}
