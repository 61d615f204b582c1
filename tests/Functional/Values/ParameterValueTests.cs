using System.Text.Json;

namespace CausalGateway.Functional.Values;

/// <summary>Values that go to the server as parameters and come back.</summary>
public sealed class ParameterValueTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("bool", "true", "true")]
    [InlineData("bool", "\"off\"", "false")]
    [InlineData("int2", "-5", "-5")]
    [InlineData("int4", "2147483647", "2147483647")]
    [InlineData("int4", "\"17\"", "17")]
    [InlineData("int8", "9007199254740993", "\"9007199254740993\"")]
    [InlineData("int8", "\"9223372036854775807\"", "\"9223372036854775807\"")]
    [InlineData("numeric", "123456789012345678901234567890", "\"123456789012345678901234567890\"")]
    [InlineData("numeric", "0.123456789012345678901234567890", "\"0.123456789012345678901234567890\"")]
    [InlineData("numeric", "1.500", "\"1.500\"")]
    [InlineData("numeric", "1E3", "\"1000\"")]
    [InlineData("numeric", "\"NaN\"", "\"NaN\"")]
    [InlineData("float8", "0.1", "0.1")]
    [InlineData("float8", "-1.5e-7", "-1.5e-07")]
    [InlineData("float8", "\"Infinity\"", "\"Infinity\"")]
    [InlineData("text", "\"it's \\\"é中\\\" \\\\ \\n\"", "\"it's \\\"é中\\\" \\\\ \\n\"")]
    [InlineData("text", "\"\"", "\"\"")]
    [InlineData("text", "5.0", "\"5.0\"")]
    [InlineData("text", "true", "\"true\"")]
    [InlineData("text", "null", "null")]
    [InlineData("text", "[1, 2]", "\"[1, 2]\"")]
    [InlineData("bytea", "\"\\\\xdeadbeef\"", "\"3q2+7w==\"")]
    [InlineData("jsonb", "{\"a\": [1, null, \"x\"]}", "{\"a\":[1,null,\"x\"]}")]
    [InlineData("jsonb", "[1, [2], {}]", "[1,[2],{}]")]
    [InlineData("json", "{\"n\":123456789012345678901234567890}", "{\"n\":123456789012345678901234567890}")]
    [InlineData("jsonb", "5", "5")]
    [InlineData("jsonb", "false", "false")]
    [InlineData("jsonb", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("date", "\"2024-02-29\"", "\"2024-02-29\"")]
    [InlineData("timestamp", "\"2024-01-31T12:34:56.789\"", "\"2024-01-31T12:34:56.789\"")]
    [InlineData("timestamptz", "\"2024-01-31T12:34:56+02:00\"", "\"2024-01-31T10:34:56Z\"")]
    [InlineData("interval", "\"P1DT2H\"", "\"P1DT2H\"")]
    [InlineData("uuid", "\"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11\"", "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"")]
    [InlineData("inet", "\"::1\"", "\"::1\"")]
    [InlineData("int4range", "\"[1,5]\"", "\"[1,6)\"")]
    [InlineData("point", "\"(1,2)\"", "\"(1,2)\"")]
    [InlineData("int4[]", "[1,2,null]", "[1,2,null]")]
    [InlineData("int4[]", "[]", "[]")]
    [InlineData("int4[]", "[[1,2],[3,4]]", "[[1,2],[3,4]]")]
    [InlineData("int4[]", "\"{5,6}\"", "[5,6]")]
    [InlineData("int8[]", "[9007199254740993,\"1\"]", "[\"9007199254740993\",\"1\"]")]
    [InlineData("numeric[]", "[123456789012345678901234567890,1.50]", "[\"123456789012345678901234567890\",\"1.50\"]")]
    [InlineData("text[]", "[\"a\",\"\",\"NULL\",null,\"b\\\"c\",\"d\\\\e\",\"{f}\",\"g,h\",\" i \",\"é中\\n\"]",
        "[\"a\",\"\",\"NULL\",null,\"b\\\"c\",\"d\\\\e\",\"{f}\",\"g,h\",\" i \",\"é中\\n\"]")]
    [InlineData("bool[]", "[true,false,null]", "[true,false,null]")]
    [InlineData("float8[]", "[0.1,\"NaN\",1e300]", "[0.1,\"NaN\",1e+300]")]
    [InlineData("jsonb[]", "[{\"a\":\"x, \\\"y\\\"\"},{}]", "[{\"a\":\"x, \\\"y\\\"\"},{}]")]
    [InlineData("date[]", "[\"2024-01-01\",null]", "[\"2024-01-01\",null]")]
    [InlineData("timestamptz[]", "[\"2024-01-01T00:00:00Z\"]", "[\"2024-01-01T00:00:00Z\"]")]
    [InlineData("box[]", "[\"(1,1),(0,0)\",\"(3,3),(2,2)\"]", "[\"(1,1),(0,0)\",\"(3,3),(2,2)\"]")]
    [InlineData("uuid[]", "[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"]", "[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"]")]
    public async Task Query_TypedParameter_ComesBackAsTheTypeReads(string type, string value, string expected)
    {
        var answer = await PostAsync($$"""{"sql":"select $1 as v","params":[{{value}}],"types":["{{type}}"]}""");

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal(expected, Text(answer.Value("v")));
        Assert.Equal(type, (string?)answer.Json["columns"]![0]!["type"]);
    }

    [Theory]
    [InlineData("select $1 as v", "\"text\"", "\"text\"")]
    [InlineData("select $1 as v", "1.50", "\"1.50\"")]
    [InlineData("select $1 as v", "null", "null")]
    [InlineData("select $1::numeric as v", "123456789012345678901234567890.123456789", "\"123456789012345678901234567890.123456789\"")]
    [InlineData("select $1 + 1 as v", "41", "42")]
    [InlineData("select $1::jsonb as v", "[1,{\"a\":2}]", "[1,{\"a\":2}]")]
    [InlineData("select $1::jsonb as v", "{\"a\":null}", "{\"a\":null}")]
    [InlineData("select $1::bool as v", "true", "true")]
    [InlineData("select 5 = any ($1::int4[]) as v", "\"{1,5}\"", "true")]
    [InlineData("select decode($1, 'base64') as v", "\"3q2+7w==\"", "\"3q2+7w==\"")]
    [InlineData("select (select count(*) from generate_series(1, 10) i where i = $1) as v", "3", "\"1\"")]
    public async Task Query_UntypedParameter_IsWhatTheServerMakesOfIt(string sql, string value, string expected)
    {
        var answer = await PostAsync($$"""{"sql":"{{sql}}","params":[{{value}}]}""");

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal(expected, Text(answer.Value("v")));
    }

    [Theory]
    [InlineData("42")]
    [InlineData("-0.000000000000000000000000000001")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e+25")]
    [InlineData("0.10")]
    public async Task Query_NumberAsText_KeepsEveryCharacter(string number)
    {
        var answer = await PostAsync($$"""{"sql":"select $1::text as v","params":[{{number}}]}""");

        Assert.Equal(number, (string?)answer.Value("v"));
    }

    [Fact]
    public async Task Query_ColumnsOfEveryKind_ComeBackFromAReplica()
    {
        var table = await CreateTableAsync(
            """
            b bool, i2 int2, i4 int4, i8 int8, n numeric(40, 10), f8 float8, t text, c char(3), bin bytea, j jsonb, ts timestamp,
            tz timestamptz, d date, tm time, iv interval, u uuid, ip inet, r int4range, a int8[], ta text[]
            """);
        object?[] values =
        [
            true, -1, 2, 9007199254740993, "123456789012345678901234567890.5", 0.25, "é\n", "xy", "\\x00ff", new { a = 1 },
            "2024-01-31T12:00:00", "2024-01-31T12:00:00+02:00", "2024-01-31", "12:00", "P1D",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "10.0.0.1", "[1,2]", "{1,NULL}", "{\"a,b\"}",
        ];
        var places = string.Join(',', Enumerable.Range(1, values.Length).Select(number => $"${number}"));
        var written = await RunAsync($"insert into {table} values ({places})", values);
        Assert.True(written.IsSuccess, written.Body);

        await Servers.WaitForReplayAsync(Token);
        var answer = await QueryAsync(new { sql = $"select * from {table}", target = "replica", waitTimeoutMs = 5000 }, bookmark: written.Bookmark);

        Assert.Equal("replica", answer.Role);
        Assert.Equal(
            """
            {"b":true,"i2":-1,"i4":2,"i8":"9007199254740993","n":"123456789012345678901234567890.5000000000","f8":0.25,"t":"é\n",
            "c":"xy ","bin":"AP8=","j":{"a":1},"ts":"2024-01-31T12:00:00","tz":"2024-01-31T10:00:00Z","d":"2024-01-31",
            "tm":"12:00:00","iv":"P1D","u":"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11","ip":"10.0.0.1","r":"[1,3)","a":["1",null],
            "ta":["a,b"]}
            """.ReplaceLineEndings(""),
            Text(answer.Rows.Single()));
    }

    [Fact]
    public async Task Query_CharactersBeyondTheFirstPlane_ComeBack()
    {
        var answer = await PostAsync(
            """{"sql":"select $1 as a, $2 as b, $3 as c","params":["\ud83d\ude00",["😀\ud83d\ude00"],{"😀":"\ud83d\ude00"}],"types":["text","text[]","jsonb"]}""");

        Assert.Equal("😀", (string?)answer.Value("a"));
        Assert.Equal("😀😀", (string?)answer.Value("b")![0]);
        Assert.Equal("😀", (string?)answer.Value("c")!["😀"]);
    }

    [Fact]
    public async Task Query_AllNulls_AreNulls()
    {
        var table = await CreateTableAsync("b bool, i8 int8, t text, bin bytea, j jsonb, tz timestamptz, a int4[]");
        var written = await SucceedAsync($"insert into {table} values (null, null, null, null, null, null, null)");

        var answer = await SucceedAsync($"select * from {table}", bookmark: written.Bookmark);

        Assert.All(answer.Rows.Single()!.AsObject(), column => Assert.Null(column.Value));
    }

    [Fact]
    public async Task Query_TextOfFiveMegabytes_ComesBack()
    {
        var table = await CreateTableAsync("content text");
        var content = string.Concat(Enumerable.Repeat("0123456789é\"\\\n", 400_000));
        var written = await PostAsync(
            $$"""{"sql":"insert into {{table}} values ($1)","params":[{{JsonSerializer.Serialize(content, Relaxed)}}]}""");
        Assert.True(written.IsSuccess, written.Body);

        var answer = await SucceedAsync($"select content, length(content) as length from {table}", bookmark: written.Bookmark);

        Assert.Equal(content.Length, (int?)answer.Value("length"));
        Assert.Equal(content, (string?)answer.Value("content"));
    }
}
