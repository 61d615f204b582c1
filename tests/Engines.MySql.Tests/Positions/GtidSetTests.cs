using System.Globalization;
using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck.Fluent;
using static CausalGateway.Engines.MySql.Tests.Positions.Arbitraries;

namespace CausalGateway.Engines.MySql.Tests.Positions;

/// <summary>Reading, printing and set operations.</summary>
public sealed class GtidSetTests
{
    private const string A = "aaaaaaaa-1111-1111-1111-111111111111";
    private const string B = "bbbbbbbb-1111-1111-1111-111111111111";

    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData(",, ,", "")]
    [InlineData(A, "")]
    [InlineData(A + ":tag", "")]
    [InlineData(A + ":5-3", "")]
    [InlineData(A + ":5-0", "")]
    [InlineData(A + ":1", A + ":1")]
    [InlineData(A + ":01", A + ":1")]
    [InlineData(A + ":3:1-2:9", A + ":1-3:9")]
    [InlineData(A + ":1-5:3:4-8", A + ":1-8")]
    [InlineData(A + ":9223372036854775806", A + ":9223372036854775806")]
    [InlineData(A + ":1-9223372036854775806:5", A + ":1-9223372036854775806")]
    [InlineData(B + ":4,\n" + A + ":7:1-5\n", A + ":1-5:7," + B + ":4")]
    [InlineData(A + ":1," + A + ":2", A + ":1-2")]
    [InlineData(" , ," + A + " : 1 - 5 : 7 , ", A + ":1-5:7")]
    [InlineData(A + ":1\v,\f" + B + ":2", A + ":1," + B + ":2")]
    [InlineData("AAAAAAAA-1111-1111-1111-111111111111:1", A + ":1")]
    [InlineData("{AAAAAAAA-1111-1111-1111-111111111111}:1", A + ":1")]
    [InlineData("AAAAAAAA111111111111111111111111:1", A + ":1")]
    [InlineData(A + ":1-5:7:tag:1-3:9", A + ":1-5:7:tag:1-3:9")]
    [InlineData(A + ":Tag:1:aaa:2:5", A + ":aaa:2:5:tag:1")]
    [InlineData(A + ":zz:1," + A + ":1-3, " + A + ":a:5-7:8", A + ":1-3:a:5-8:zz:1")]
    [InlineData(A + ":tag:tag2:1", A + ":tag2:1")]
    [InlineData(A + ":_t2_a:1", A + ":_t2_a:1")]
    [InlineData(A + ":tag:1:  TAG : 2", A + ":tag:1-2")]
    [InlineData(A + ":abcdefghijabcdefghijabcdefghijab:1", A + ":abcdefghijabcdefghijabcdefghijab:1")]
    public void TryParse_WhatAServerAccepts_ReadsAsItPrints(string text, string printed)
    {
        Assert.True(GtidSet.TryParse(text, out var set));
        Assert.Equal(printed, set.ToString());
    }

    [Theory]
    [InlineData(A + ":")]
    [InlineData(A + ":1:")]
    [InlineData(A + ":1::2")]
    [InlineData(A + ":0")]
    [InlineData(A + ":0-5")]
    [InlineData(A + ":-5")]
    [InlineData(A + ":1-")]
    [InlineData(A + ":1-+5")]
    [InlineData(A + ":9223372036854775807")]
    [InlineData(A + ":1-9223372036854775807")]
    [InlineData(A + ":99999999999999999999999999")]
    [InlineData(A + ":tag:")]
    [InlineData(A + ":2a:1")]
    [InlineData(A + ":abcdefghijabcdefghijabcdefghijabc:1")]
    [InlineData(A + ":t-g:1")]
    [InlineData(A + ":täg:1")]
    [InlineData(A + ":1;" + B + ":2")]
    [InlineData(A + ":1 " + B + ":2")]
    [InlineData(A + "1:1")]
    [InlineData("{AAAAAAAA111111111111111111111111}:1")]
    [InlineData("{" + A + ":1")]
    [InlineData("aaaa-aaaa1111-1111-1111-111111111111:1")]
    [InlineData("gaaaaaaa-1111-1111-1111-111111111111:1")]
    [InlineData("aaaaaaaa-1111")]
    [InlineData("x")]
    [InlineData(A + ":1\0")]
    public void TryParse_WhatAServerRefuses_IsRefused(string text)
    {
        Assert.False(GtidSet.TryParse(text, out var set));
        Assert.Null(set);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(A + ":8#11:7#7", A + ":7-8")]
    [InlineData(A + ":7#52:8#55" + A + ":abc:5#56" + A + ":tag:5#54" + B + ":tag:1#53", A + ":7-8:abc:5:tag:5," + B + ":tag:1")]
    [InlineData(A + ":7#5211111111-1111-1111-1111-111111111111:3#1", "11111111-1111-1111-1111-111111111111:3," + A + ":7")]
    [InlineData(A + ":7#52,\n" + B + ":1#9", A + ":7," + B + ":1")]
    public void TryParseOwned_AsTheServerPrintsIt_GivesTheTransactions(string text, string expected)
    {
        Assert.True(GtidSet.TryParseOwned(text, out var set));
        Assert.Equal(expected, set.ToString());
    }

    [Theory]
    [InlineData(A)]
    [InlineData(A + ":8")]
    [InlineData(A + ":8#")]
    [InlineData(A + ":#11")]
    [InlineData(A + ":0#11")]
    [InlineData(A + ":8#x")]
    [InlineData(A + ":tag")]
    [InlineData(A + ":8-9#11")]
    [InlineData(A + ":8#" + B + ":1#1")]
    [InlineData(A + ":9223372036854775807#11")]
    public void TryParseOwned_Malformed_IsRefused(string text) => Assert.False(GtidSet.TryParseOwned(text, out _));

    [Fact]
    public void TryParse_OfToString_GivesTheSame() => Prop.ForAll(
        Set, set => GtidSet.TryParse(set.ToString(), out var parsed) && parsed.Equals(set)).Holds();

    [Fact]
    public void TryParse_Garbage_NeverThrows() => Prop.ForAll(
        Text, text => GtidSet.TryParse(text, out var set) == set is not null
            && GtidSet.TryParseOwned(text, out var owned) == owned is not null).Holds();

    [Fact]
    public void Operations_Any_AgreeWithMembership() => Prop.ForAll(Set, Set, (a, b) =>
    {
        var (union, rest) = (a.Union(b), a.Subtract(b));
        return Candidates(a).Concat(Candidates(b)).All(gtid =>
            union.Contains(gtid.Source, gtid.Number)
                == (a.Contains(gtid.Source, gtid.Number) || b.Contains(gtid.Source, gtid.Number))
            && rest.Contains(gtid.Source, gtid.Number)
                == (a.Contains(gtid.Source, gtid.Number) && !b.Contains(gtid.Source, gtid.Number)));
    }).Holds();

    [Fact]
    public void Operations_Any_KeepTheLawsOfSets() => Prop.ForAll(Set, Set, (a, b) =>
    {
        var rest = a.Subtract(b);
        return rest.Union(b).Equals(a.Union(b))
            && rest.IsEmpty == a.IsSubsetOf(b)
            && rest.Subtract(b).Equals(rest)
            && b.Subtract(rest).Equals(b)
            && a.Subtract(rest).Union(rest).Equals(a)
            && IsNormal(rest) && IsNormal(a.Union(b));
    }).Holds();

    [Fact]
    public void Contains_OutsideEveryInterval_IsFalse()
    {
        Assert.True(GtidSet.TryParse(A + ":2-3:5:9-11:t:1", out var set));
        Assert.True(GtidSet.TryParse(A + ":1", out var other));
        var source = other.Runs[0].Source;
        Assert.Equal([2L, 3, 5, 9, 10, 11], Enumerable.Range(0, 14).Select(n => (long)n).Where(n => set.Contains(source, n)));
        Assert.False(set.Contains(source with { Tag = "u" }, 1));
        Assert.True(set.Contains(source with { Tag = "t" }, 1));
    }

    [Fact]
    public void Union_ThousandsOfGaps_FillsThem()
    {
        const int Count = 50_000;
        Assert.True(GtidSet.TryParse(A + Numbers(start: 1), out var odd));
        Assert.True(GtidSet.TryParse(A + Numbers(start: 2), out var even));
        Assert.Equal(Count, odd.IntervalCount);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{A}:1-{2 * Count}"), odd.Union(even).ToString());
        Assert.Equal(odd, odd.Union(even).Subtract(even));
        Assert.False(odd.IsSubsetOf(even));

        static string Numbers(int start) => string.Concat(
            Enumerable.Range(0, Count).Select(n => string.Create(CultureInfo.InvariantCulture, $":{start + (2 * n)}")));
    }

    /// <summary>The ends of every interval and their neighbours.</summary>
    private static IEnumerable<(GtidSource Source, long Number)> Candidates(GtidSet set) =>
        from run in set.Runs
        from interval in run.Intervals
        from end in new[] { interval.First, interval.Last }
        from number in new[] { end - 1, end, end + 1 }
        select (run.Source, number);

    private static bool IsNormal(GtidSet set) =>
        set.Runs.Zip(set.Runs.Skip(1)).All(pair => pair.First.Source.CompareTo(pair.Second.Source) < 0)
        && set.Runs.All(run => run.Intervals.Length > 0
            && run.Intervals.All(interval => interval.First >= 1 && interval.First <= interval.Last)
            && run.Intervals.Zip(run.Intervals.Skip(1)).All(pair => pair.First.Last + 1 < pair.Second.First));
}
