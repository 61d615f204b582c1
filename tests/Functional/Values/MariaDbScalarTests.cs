namespace CausalGateway.Functional.Values;

/// <summary>What only MariaDB has.</summary>
public sealed class MariaDbScalarTests(MariaDbGateway shared) : MySqlFamilyScalarTests(shared)
{
    [Theory]
    [InlineData("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("inet6", "'fe80::1'", "fe80::1")]
    [InlineData("inet4", "'10.0.0.1'", "10.0.0.1")]
    public async Task Query_ShortWord_IsText(string type, string literal, string text) =>
        await AssertAsync(type, literal, type, $"\"{text}\"");

    [Theory]
    [InlineData("insert into {0} values (1), (2) returning id", """[{"id":1},{"id":2}]""")]
    [InlineData("delete from {0} where id = 9 returning id", "[]")]
    [InlineData("replace into {0} values (3) returning id, 'x' as x", """[{"id":3,"x":"x"}]""")]
    public async Task Query_WriteThatReturnsRows_GivesThem(string sql, string rows)
    {
        var table = await CreateTableAsync("id int primary key");

        var answer = await SucceedAsync(sql.Replace("{0}", table, StringComparison.Ordinal), NewName("s"));

        Assert.Equal(rows, Text(answer.Rows));
        Assert.Equal("write", answer.Reason);
        Assert.Equal(
            $"{await CountAsync(table)}", (string?)(await SucceedAsync($"select count(*) as n from {table}", answer.Session)).Value("n"));
    }
}
