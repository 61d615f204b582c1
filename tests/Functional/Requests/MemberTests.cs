namespace CausalGateway.Functional.Requests;

/// <summary>The members of a request: those there are, those there are not, and their values.</summary>
public sealed class MemberTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("""{"sql":"select 1","consistancy":"strong"}""", "consistancy")]
    [InlineData("""{"sql":"select 1","SQL":"select 2"}""", "SQL")]
    [InlineData("""{"sql":"select 1","":1}""", "''")]
    [InlineData("""{"sql":"select 1","parameters":[]}""", "parameters")]
    [InlineData("""{"query":"select 1"}""", "query")]
    public async Task Query_UnknownMember_IsNamed(string body, string named)
    {
        var problem = Problem.Is(await PostAsync(body), 400, "invalid-request");

        Assert.Contains(named, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_UnknownMemberOfAnyLength_IsCutShort()
    {
        var problem = Problem.Is(await PostAsync($$"""{"{{new string('x', 100_000)}}":1}"""), 400, "invalid-request");

        Assert.InRange(((string)problem["detail"]!).Length, 1, 200);
    }

    [Theory]
    [InlineData("""{"sql":"select 1","sql":"select 1"}""")]
    [InlineData("""{"sql":"select 1","\u0073ql":"select 2"}""")]
    [InlineData("""{"params":[],"sql":"select 1","params":[]}""")]
    public async Task Query_DuplicateMember_IsInvalidRequest(string body) =>
        Problem.Is(await PostAsync(body), 400, "invalid-request");

    [Theory]
    [InlineData("sql", "1")]
    [InlineData("sql", "null")]
    [InlineData("sql", "[]")]
    [InlineData("sql", "{}")]
    [InlineData("sql", "true")]
    [InlineData("params", "\"x\"")]
    [InlineData("params", "1")]
    [InlineData("params", "null")]
    [InlineData("params", "true")]
    [InlineData("params", "{\"a\":1}")]
    [InlineData("types", "\"int8\"")]
    [InlineData("types", "[1]")]
    [InlineData("types", "[[]]")]
    [InlineData("types", "{}")]
    [InlineData("types", "null")]
    [InlineData("types", "[\"int8\"]")]
    [InlineData("consistency", "1")]
    [InlineData("consistency", "null")]
    [InlineData("consistency", "\"\"")]
    [InlineData("consistency", "\"Session\"")]
    [InlineData("consistency", "\"weak\"")]
    [InlineData("consistency", "\"bounded\"")]
    [InlineData("waitTimeoutMs", "-1")]
    [InlineData("waitTimeoutMs", "1.5")]
    [InlineData("waitTimeoutMs", "\"5\"")]
    [InlineData("waitTimeoutMs", "null")]
    [InlineData("waitTimeoutMs", "2147483648")]
    [InlineData("onWaitTimeout", "\"maybe\"")]
    [InlineData("onWaitTimeout", "true")]
    [InlineData("target", "\"secondary\"")]
    [InlineData("target", "0")]
    [InlineData("rows", "\"objects\"")]
    [InlineData("rows", "[]")]
    [InlineData("numbers", "\"double\"")]
    [InlineData("numbers", "false")]
    [InlineData("timeoutMs", "0")]
    [InlineData("timeoutMs", "-5")]
    [InlineData("timeoutMs", "\"5s\"")]
    [InlineData("timeoutMs", "3600000")]
    [InlineData("acceptBookmark", "5")]
    public async Task Query_MemberOfAWrongValue_IsNamed(string member, string value)
    {
        var sql = member == "sql" ? "" : "\"sql\":\"select 1\",";
        var problem = Problem.Is(await PostAsync($$"""{{{sql}}"{{member}}":{{value}}}"""), 400, "invalid-request");

        Assert.Contains(member == "types" ? "type" : member, (string)problem["detail"]!, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("statements", "[]")]
    [InlineData("transaction", "true")]
    [InlineData("isolation", "\"serializable\"")]
    [InlineData("maxStalenessMs", "500")]
    [InlineData("maxRows", "10")]
    public async Task Query_MemberThatIsNotAvailable_IsRefusedRatherThanIgnored(string member, string value)
    {
        var problem = Problem.Is(await PostAsync($$"""{"sql":"select 1","{{member}}":{{value}}}"""), 400, "invalid-request");

        Assert.Contains($"'{member}' is not available", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"params":[]}""")]
    [InlineData("""{"sql":""}""")]
    [InlineData("""{"sql":"   \n"}""")]
    [InlineData("""{"sql":";"}""")]
    [InlineData("""{"sql":";;"}""")]
    [InlineData("""{"sql":"-- nothing"}""")]
    [InlineData("""{"sql":"/* nothing */"}""")]
    public async Task Query_NoStatement_IsInvalidRequest(string body) =>
        Problem.Is(await PostAsync(body), 400, "invalid-request");

    [Theory]
    [InlineData("select 1; select 2")]
    [InlineData("select 1;; select 2")]
    [InlineData("select 1; -- and\nselect 2;")]
    [InlineData("insert into t values (1); commit")]
    public async Task Query_SeveralStatements_IsInvalidRequest(string sql) =>
        Problem.Is(await RunAsync(sql), 400, "invalid-request");

    [Theory]
    [InlineData("select 1 as v;")]
    [InlineData("select 1 as v; -- done")]
    [InlineData("/* ; */ select 1 as v")]
    public async Task Query_OneStatementWithASemicolon_Runs(string sql) =>
        Assert.Equal(1, (int?)(await SucceedAsync(sql)).Value("v"));

    [Theory]
    [InlineData("select 'unterminated")]
    [InlineData("select \"unterminated")]
    [InlineData("select $$unterminated")]
    [InlineData("select 1 /* unterminated")]
    public async Task Query_Unterminated_IsInvalidRequest(string sql) =>
        Problem.Is(await RunAsync(sql), 400, "invalid-request");

    [Fact]
    public async Task Query_EveryMemberOfThisVersion_IsTaken()
    {
        var answer = await PostAsync(
            """
            {"sql":"select $1 as v","params":[42],"types":["int8"],"consistency":"session","waitTimeoutMs":50,
             "onWaitTimeout":"primary","target":"auto","rows":"array","timeoutMs":5000,"numbers":"exact"}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal("""[["42"]]""", Text(answer.Rows));
    }
}
