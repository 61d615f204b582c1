namespace CausalGateway.Functional.Requests;

/// <summary>Parameters that do not fit the statement, and types that are none.</summary>
public sealed class ParameterTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("""{"sql":"select $1"}""")]
    [InlineData("""{"sql":"select $1, $2","params":[1]}""")]
    [InlineData("""{"sql":"select $1","params":[1,2]}""")]
    [InlineData("""{"sql":"select 1","params":[1]}""")]
    [InlineData("""{"sql":"select $3","params":[1]}""")]
    [InlineData("""{"sql":"select '$1'","params":[1]}""")]
    [InlineData("""{"sql":"insert into nosuch values ($1)","params":[]}""")]
    [InlineData("""{"sql":"select $0","params":[]}""")]
    [InlineData("""{"sql":"select $65536","params":[]}""")]
    [InlineData("""{"sql":"select $1, $2","params":[1,2],"types":["int4"]}""")]
    [InlineData("""{"sql":"select $1","params":[1],"types":["int4","int4"]}""")]
    public async Task Query_WrongNumberOfParameters_IsInvalidRequest(string body) =>
        Problem.Is(await PostAsync(body), 400, "invalid-request");

    [Fact]
    public async Task Query_MoreParametersThanTheProtocolCarries_IsInvalidRequest()
    {
        var zeros = string.Join(',', Enumerable.Repeat('0', 65_536));

        Problem.Is(await PostAsync($$"""{"sql":"select $1","params":[{{zeros}}]}"""), 400, "invalid-request");
    }

    [Fact]
    public async Task Query_ThousandsOfParameters_AreTaken()
    {
        var rows = string.Join(',', Enumerable.Range(1, 5_000).Select(number => $"(${number}::int8)"));
        var answer = await PostAsync(
            $$"""{"sql":"select sum(x) as v from (values {{rows}}) as t (x)","params":[{{string.Join(',', Enumerable.Range(1, 5_000))}}]}""");

        Assert.Equal("12502500", (string?)answer.Value("v"));
    }

    [Theory]
    [InlineData("""{"sql":"select $1::int4","params":["abc"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":["abc"],"types":["int4"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":[1.5],"types":["int4"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":[{"a":1}],"types":["int4"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":[[1,2]],"types":["int4"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":["x"],"types":["int4[]"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":[["x"]],"types":["int4[]"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":[[[1],[2,3]]],"types":["int4[]"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":["not json"],"types":["jsonb"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":["x"],"types":["uuid"]}""", "22P02")]
    [InlineData("""{"sql":"select $1","params":[99999999999],"types":["int4"]}""", "22003")]
    [InlineData("""{"sql":"select $1","params":["2024-13-01"],"types":["date"]}""", "22008")]
    [InlineData("""{"sql":"select $1","params":["soon"],"types":["timestamptz"]}""", "22007")]
    [InlineData("""{"sql":"select 1 limit $1","params":["many"]}""", "22P02")]
    public async Task Query_ValueThatTheServerRefuses_IsSqlErrorWithItsState(string body, string sqlstate)
    {
        var problem = Problem.Is(await PostAsync(body), 400, "sql-error");

        Assert.Equal(sqlstate, (string?)problem["sqlstate"]);
    }

    [Theory]
    [InlineData("nosuchtype", "42704")]
    [InlineData("nosuchschema.int8", "3F000")]
    public async Task Query_UnknownType_IsSqlErrorAtThePlaceholder(string type, string sqlstate)
    {
        var problem = Problem.Is(
            await QueryAsync(new { sql = "select $1 as v", @params = new[] { 1 }, types = new[] { type } }), 400, "sql-error");

        Assert.Equal(sqlstate, (string?)problem["sqlstate"]);
        Assert.Equal(8, (int?)problem["position"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("int8;")]
    [InlineData("int8); drop table t; --")]
    [InlineData("int8--")]
    [InlineData("int8 /*")]
    [InlineData("int8 from pg_class")]
    [InlineData("int8 union select 1")]
    [InlineData("int8 is null or true")]
    [InlineData("int8 into stolen")]
    [InlineData("int8 for update")]
    [InlineData("int8, 1")]
    [InlineData("int8]")]
    [InlineData("[]")]
    [InlineData("'int8'")]
    [InlineData("\"int8\"")]
    [InlineData("$1")]
    [InlineData("int8::text")]
    [InlineData("int8\n")]
    [InlineData("ínt8")]
    [InlineData(".int8")]
    [InlineData("int8.")]
    [InlineData("double  precision")]
    public async Task Query_TypeThatIsNoName_IsInvalidRequest(string type) =>
        Problem.Is(
            await QueryAsync(new { sql = "select $1 as v", @params = new[] { 1 }, types = new[] { type } }), 400, "invalid-request");

    [Theory]
    [InlineData("int8", "\"1\"")]
    [InlineData("INT4", "1")]
    [InlineData("pg_catalog.int4", "1")]
    [InlineData("integer", "1")]
    [InlineData("double precision", "1")]
    [InlineData("character varying", "\"1\"")]
    [InlineData("Double Precision", "1")]
    public async Task Query_TypeByAnyOfItsNames_IsTaken(string type, string expected)
    {
        var answer = await QueryAsync(new { sql = "select $1 as v", @params = new[] { 1 }, types = new[] { type } });

        Assert.Equal(expected, Text(answer.Value("v")));
    }

    [Theory]
    [InlineData("time without time zone", "12:00:00", "\"12:00:00\"")]
    [InlineData("timestamp with time zone", "2024-01-01T00:00:00Z", "\"2024-01-01T00:00:00Z\"")]
    [InlineData("timestamp without time zone", "2024-01-01 00:00", "\"2024-01-01T00:00:00\"")]
    [InlineData("timestamp with time zone[]", "{}", "[]")]
    public async Task Query_TypeOfSeveralWords_IsTaken(string type, string value, string expected)
    {
        var answer = await QueryAsync(new { sql = "select $1 as v", @params = new[] { value }, types = new[] { type } });

        Assert.Equal(expected, Text(answer.Value("v")));
    }

    [Fact]
    public async Task Query_TypedArrayWithASubscript_GivesTheElement()
    {
        var answer = await PostAsync("""{"sql":"select $1[2] as v","params":[[7,8,9]],"types":["int4[]"]}""");

        Assert.Equal("8", Text(answer.Value("v")));
    }

    [Fact]
    public async Task Query_TypeWherePlainExpressionsAreDue_IsTaken()
    {
        var answer = await PostAsync(
            """
            {"sql":"select i as v from generate_series(1,9) i offset $1 fetch first $2 rows only","params":[4,1],"types":["int8","int8"]}
            """);

        Assert.Equal("5", Text(answer.Value("v")));
    }

    [Fact]
    public async Task Query_NullType_LeavesTheTypeToTheServer()
    {
        var answer = await PostAsync("""{"sql":"select $1::int4 as a, $2 as b","params":[1,2],"types":[null,"int8"]}""");

        Assert.Equal("""{"a":1,"b":"2"}""", Text(answer.Rows.Single()));
    }

    [Fact]
    public async Task Query_ParameterWithSql_IsOnlyAValue()
    {
        const string Hostile = "'; drop table x; -- \\ \" $1 %s {0}";

        Assert.Equal(Hostile, (string?)(await RunAsync("select $1 as v", Hostile)).Value("v"));
    }
}
