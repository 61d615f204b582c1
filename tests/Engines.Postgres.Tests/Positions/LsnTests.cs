using CausalGateway.Engines.Postgres.Positions;
using FsCheck.Fluent;

namespace CausalGateway.Engines.Postgres.Tests.Positions;

public sealed class LsnTests
{
    private const ulong Page = 8192;
    private const ulong Segment = 16 * 1024 * 1024;

    [Theory]
    [InlineData(0, "0/0")]
    [InlineData(0x4077FB0, "0/4077FB0")]
    [InlineData(0x1_0000_0000, "1/0")]
    [InlineData(ulong.MaxValue, "FFFFFFFF/FFFFFFFF")]
    public void Format_Any_ReadsAsTheServerWritesIt(ulong lsn, string text)
    {
        Assert.Equal(text, Lsn.Format(lsn));
        Assert.Equal(lsn, Lsn.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("1/")]
    [InlineData("/1")]
    [InlineData("1/2/3")]
    [InlineData("0x1/2")]
    [InlineData("-1/2")]
    [InlineData("1/ 2")]
    [InlineData("1/123456789")]
    [InlineData("g/1")]
    public void TryParse_Malformed_IsRefused(string text)
    {
        Assert.False(Lsn.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Lsn.Parse(text));
    }

    [Theory]
    [InlineData(Segment, Segment)] // the segment's first byte
    [InlineData(Segment + 24, Segment + 24)] // inside its long header
    [InlineData(Segment + 40, Segment)] // behind it
    [InlineData(Segment + 41, Segment + 41)]
    [InlineData(Segment + Page, Segment + Page)]
    [InlineData(Segment + Page + 24, Segment + Page)] // behind a short header
    [InlineData(Segment + Page + 40, Segment + Page + 40)] // the first record's middle
    [InlineData(Segment - 1, Segment - 1)]
    public void WithoutPageHeader_Any_RoundsOnlyWhatStandsJustBehindOne(ulong insert, ulong expected) =>
        Assert.Equal(expected, Lsn.WithoutPageHeader(insert, Segment));

    [Fact]
    public void WithoutPageHeader_LargerSegments_HaveTheirLongHeadersElsewhere()
    {
        const ulong Large = 64 * 1024 * 1024;
        Assert.Equal(Segment + 40, Lsn.WithoutPageHeader(Segment + 40, Large));
        Assert.Equal(Segment, Lsn.WithoutPageHeader(Segment + 24, Large));
        Assert.Equal(Large, Lsn.WithoutPageHeader(Large + 40, Large));
    }

    [Fact]
    public void WithoutPageHeader_Any_NeverGoesForwardNorPastThePagesStart() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(n => (ulong)n).ToArbitrary(),
        lsn => Lsn.WithoutPageHeader(lsn, Segment) is var rounded && rounded <= lsn && rounded >= lsn / Page * Page).Holds();
}
