using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Tests.Protocol;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Positions;

/// <summary>What sets of GTIDs mean and how they are written is MySQL's to say: it is asked.</summary>
public sealed class GtidSetAgainstServerTests(MySqlWireFixture fixture)
{
    private const int Pairs = 500;

    [Fact]
    public async Task Operations_RandomSets_AgreeWithTheServer()
    {
        await using var connection = await fixture.Server.ConnectAsync();
        var sets = Arbitraries.Set.Generator.Sample(2 * Pairs).ToArray();
        for (var i = 0; i < sets.Length; i += 2)
        {
            var (a, b) = (sets[i], sets[i + 1]);
            var union = a.Union(b);
            var row = (await connection.QueryAsync(
                $"""
                select gtid_subset('{a}', '{b}'), gtid_subset('{b}', '{a}'),
                       gtid_subset('{a}', '{union}') and gtid_subset('{b}', '{union}'),
                       gtid_subtract(gtid_subtract('{union}', '{a}'), '{b}'),
                       gtid_subtract('{a}', ''), gtid_subtract('{a},{b}', '')
                """)).Rows[0];
            var pair = $"{a} and {b}";
            Assert.True(row[0] == (a.IsSubsetOf(b) ? "1" : "0"), pair);
            Assert.True(row[1] == (b.IsSubsetOf(a) ? "1" : "0"), pair);
            Assert.True(row[2] == "1" && row[3] == "", $"the union of {pair} is not {union}");
            Assert.Equal(AsPrinted(row[4]), a.ToString());
            Assert.Equal(AsPrinted(row[5]), union.ToString());
        }
    }

    [Fact]
    public async Task Executed_AfterTaggedWrite_IsRead()
    {
        await using var connection = await fixture.Server.ConnectAsync();
        await connection.QueryAsync("set gtid_next = 'automatic:a_tag'");
        await connection.QueryAsync($"create table tagged_{connection.ThreadId} (i int)");
        await connection.QueryAsync("set gtid_next = 'automatic'");
        var executed = await connection.ScalarAsync("select @@global.gtid_executed");
        Assert.Contains(":a_tag:", executed, StringComparison.Ordinal);
        Assert.True(GtidSet.TryParse(executed, out var set));
        Assert.Equal(AsPrinted(executed), set.ToString());
    }

    /// <summary>Between sources the server puts a line break, which says nothing.</summary>
    private static string AsPrinted(string? text) => text!.Replace("\n", "", StringComparison.Ordinal);
}
