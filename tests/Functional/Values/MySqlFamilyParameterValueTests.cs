using System.Text.Json;

namespace CausalGateway.Functional.Values;

/// <summary>Values that go to MySQL and MariaDB as parameters and come back.</summary>
public abstract class MySqlFamilyParameterValueTests(SharedGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("tinyint", "true", "1")]
    [InlineData("tinyint", "false", "0")]
    [InlineData("int", "2147483647", "2147483647")]
    [InlineData("int", "\"17\"", "17")]
    [InlineData("bigint", "-9223372036854775808", "\"-9223372036854775808\"")]
    [InlineData("bigint", "9007199254740993", "\"9007199254740993\"")]
    [InlineData("bigint unsigned", "18446744073709551615", "\"18446744073709551615\"")]
    [InlineData("bigint unsigned", "\"18446744073709551615\"", "\"18446744073709551615\"")]
    [InlineData("decimal(65,30)", "12345678901234567890123456789012345.123456789012345678901234567891",
        "\"12345678901234567890123456789012345.123456789012345678901234567891\"")]
    [InlineData("decimal(10,3)", "1.500", "\"1.500\"")]
    [InlineData("decimal(10,3)", "15e-1", "\"1.500\"")]
    [InlineData("double", "0.1", "0.1")]
    [InlineData("double", "-1.5e-3", "-0.0015")]
    [InlineData("varchar(50)", "\"it's \\\"é中\\\" \\\\ \\n\"", "\"it's \\\"é中\\\" \\\\ \\n\"")]
    [InlineData("varchar(50)", "\"\"", "\"\"")]
    [InlineData("varchar(50)", "\"中\"", "\"中\"")]
    [InlineData("varchar(50)", "5.0", "\"5.0\"")]
    [InlineData("varchar(50)", "null", "null")]
    [InlineData("date", "\"2024-02-29\"", "\"2024-02-29\"")]
    [InlineData("datetime(6)", "\"2024-01-31T12:34:56.789\"", "\"2024-01-31T12:34:56.789000\"")]
    [InlineData("datetime", "\"2024-01-31 12:34:56\"", "\"2024-01-31T12:34:56\"")]
    [InlineData("timestamp", "\"2024-01-31 12:34:56\"", "\"2024-01-31T12:34:56Z\"")]
    [InlineData("time", "\"-838:59:59\"", "\"-838:59:59\"")]
    [InlineData("json", "{\"a\": [1, null, \"x\"]}", "{\"a\":[1,null,\"x\"]}")]
    [InlineData("json", "[1, [2], {}]", "[1,[2],{}]")]
    [InlineData("json", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("enum('a','b')", "\"b\"", "\"b\"")]
    [InlineData("set('a','b')", "\"a,b\"", "\"a,b\"")]
    [InlineData("year", "2024", "2024")]
    public async Task Query_ParameterIntoAColumn_ComesBackAsTheColumnReads(string column, string value, string expected)
    {
        var table = await CreateTableAsync($"v {column}");
        var written = await PostAsync($$"""{"sql":"insert into {{table}} values (?)","params":[{{value}}]}""");
        Assert.True(written.IsSuccess, written.Body);

        var answer = await SucceedAsync($"select v from {table}", bookmark: written.Bookmark);

        Assert.Equal(expected, Text(answer.Value("v")));
    }

    [Theory]
    [InlineData("select * from {0} where id = ?", "[2]", 1)]
    [InlineData("select * from {0} where id = ?", "[\"2\"]", 1)]
    [InlineData("select * from {0} where id in (?, ?)", "[1,3]", 2)]
    [InlineData("select * from {0} where name = ?", "[\"b\"]", 1)]
    [InlineData("select * from {0} where name like ?", "[\"%\"]", 3)]
    [InlineData("select * from {0} where id > ? limit ?", "[0,2]", 2)]
    [InlineData("select * from {0} where ? is null", "[null]", 3)]
    [InlineData("select * from {0} where name = '?' or id = ? -- ?", "[1]", 1)]
    [InlineData("select * from {0} where id = ? /* ? */", "[1]", 1)]
    public async Task Query_ParameterInACondition_FindsItsRows(string sql, string parameters, int rows)
    {
        var table = await CreateTableAsync("id bigint primary key, name varchar(20)");
        var written = await SucceedAsync($"insert into {table} values (1, 'a'), (2, 'b'), (3, 'c')");

        var statement = JsonSerializer.Serialize(sql.Replace("{0}", table, StringComparison.Ordinal));
        var answer = await PostAsync($$"""{"sql":{{statement}},"params":{{parameters}}}""", bookmark: written.Bookmark);

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal(rows, answer.Rows.Count);
    }

    [Theory]
    [InlineData("select ?", "[]")]
    [InlineData("select ?, ?", "[1]")]
    [InlineData("select 1", "[1]")]
    [InlineData("select '?'", "[1]")]
    public async Task Query_WrongNumberOfParameters_IsInvalidRequest(string sql, string parameters) =>
        Problem.Is(await PostAsync($$"""{"sql":"{{sql}}","params":{{parameters}}}"""), 400, "invalid-request");

    [Theory]
    [InlineData("varbinary", "\"3q2+7w==\"", "varbinary(9)", "\"3q2+7w==\"")]
    [InlineData("blob", "\"AA==\"", "blob", "\"AA==\"")]
    [InlineData("datetime", "\"2024-01-31T12:34:56+02:00\"", "datetime", "\"2024-01-31T10:34:56\"")]
    [InlineData("timestamp", "\"2024-01-31T12:34:56Z\"", "timestamp", "\"2024-01-31T12:34:56Z\"")]
    [InlineData("BIGINT UNSIGNED", "\"18446744073709551615\"", "bigint unsigned", "\"18446744073709551615\"")]
    [InlineData("decimal", "\"0.10\"", "decimal(5,2)", "\"0.10\"")]
    [InlineData("bool", "true", "bit(1)", "\"1\"")]
    [InlineData("bigint", "null", "bigint", "null")]
    [InlineData("json", "[1]", "json", "[1]")]
    public async Task Query_ParameterOfAStatedType_IsReadAsThatType(string type, string value, string column, string expected)
    {
        var table = await CreateTableAsync($"v {column}");
        var written = await PostAsync(
            $$"""{"sql":"insert into {{table}} values (?)","params":[{{value}}],"types":["{{type}}"]}""");
        Assert.True(written.IsSuccess, written.Body);

        Assert.Equal(expected, Text((await SucceedAsync($"select v from {table}", bookmark: written.Bookmark)).Value("v")));
    }

    [Theory]
    [InlineData("nosuchtype", "1")]
    [InlineData("int8", "1")]
    [InlineData("bigint", "\"x\"")]
    [InlineData("bigint", "9223372036854775808")]
    [InlineData("bigint unsigned", "-1")]
    [InlineData("varbinary", "\"not base64!\"")]
    public async Task Query_ParameterThatIsNotOfItsType_IsInvalidRequest(string type, string value) =>
        Problem.Is(await PostAsync($$"""{"sql":"select ? as v","params":[{{value}}],"types":["{{type}}"]}"""), 400, "invalid-request");

    [Fact]
    public async Task Query_ParameterWithSql_IsOnlyAValue()
    {
        const string Hostile = "'; drop table x; -- \\' \\\" ? %s {0}";

        Assert.Equal(Hostile, (string?)(await RunAsync("select ? as v", Hostile)).Value("v"));
    }

    [Fact]
    public async Task Query_ThousandsOfParameters_AreTaken()
    {
        var places = string.Join(',', Enumerable.Repeat("?", 5_000));
        var answer = await PostAsync(
            $$"""{"sql":"select 2500 in ({{places}}) as v","params":[{{string.Join(',', Enumerable.Range(1, 5_000))}}]}""");

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal("1", answer.Value("v")!.ToString());
    }

    [Fact]
    public async Task Query_ColumnsOfEveryKind_ComeBackFromAReplica()
    {
        var table = await CreateTableAsync(
            """
            b bool, i int, u bigint unsigned, n decimal(40,10), d double, t text, c char(3), bin varbinary(8), j json,
            dt datetime(3), ts timestamp, da date, tm time, e enum('x','y'), s set('x','y'), f bit(8)
            """);
        object?[] values =
        [
            true, -1, 18446744073709551615UL, "123456789012345678901234567890.5", 0.25, "é\n", "xy", "abc", new { a = 1 },
            "2024-01-31T12:00:00.5", "2024-01-31 12:00:00", "2024-01-31", "12:00", "y", "x,y", 5,
        ];
        var places = string.Join(',', Enumerable.Repeat("?", values.Length));
        var written = await RunAsync($"insert into {table} values ({places})", values);
        Assert.True(written.IsSuccess, written.Body);

        await Servers.WaitForReplayAsync(Token);
        var answer = await QueryAsync(
            new { sql = $"select * from {table}", target = "replica", waitTimeoutMs = 5000 }, bookmark: written.Bookmark);

        Assert.Equal("replica", answer.Role);
        Assert.Equal(
            """
            {"b":1,"i":-1,"u":"18446744073709551615","n":"123456789012345678901234567890.5000000000","d":0.25,"t":"é\n",
            "c":"xy","bin":"YWJj","j":{"a":1},"dt":"2024-01-31T12:00:00.500","ts":"2024-01-31T12:00:00Z","da":"2024-01-31",
            "tm":"12:00:00","e":"y","s":"x,y","f":"5"}
            """.ReplaceLineEndings(""),
            Text(answer.Rows.Single()));
    }

    [Fact]
    public async Task Query_CharactersBeyondTheFirstPlane_ComeBack()
    {
        var answer = await PostAsync("""{"sql":"select ? as a, ? as b","params":["\ud83d\ude00","😀\ud83d\ude00"]}""");

        Assert.Equal("😀", (string?)answer.Value("a"));
        Assert.Equal("😀😀", (string?)answer.Value("b"));
    }

    [Fact]
    public async Task Query_TextOfFiveMegabytes_ComesBack()
    {
        var table = await CreateTableAsync("content longtext");
        var content = string.Concat(Enumerable.Repeat("0123456789é\"\\\n", 400_000));
        var written = await PostAsync(
            $$"""{"sql":"insert into {{table}} values (?)","params":[{{JsonSerializer.Serialize(content, Relaxed)}}]}""");
        Assert.True(written.IsSuccess, written.Body);

        var answer = await SucceedAsync($"select content from {table}", bookmark: written.Bookmark);

        Assert.Equal(content, (string?)answer.Value("content"));
    }
}
