namespace CausalGateway.Engines.Postgres.Tests.Statements;

/// <summary>What the server makes of parameters.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ServerParameterTests(SharedClusterFixture shared)
{
    [Theory]
    [InlineData("select $1", "1", ParameterKind.Number, "int8", "1")]
    [InlineData("select $1", "0.10", ParameterKind.Number, "numeric", "0.10")]
    [InlineData("select $1 + 1", "41", ParameterKind.Number, null, "42")]
    [InlineData("select -$1", "1", ParameterKind.Number, "int4", "-1")]
    [InlineData("select ($1)[2]", "[1,2]", ParameterKind.JsonArray, "int4[]", "2")]
    [InlineData("select $1[2]", "[1,2]", ParameterKind.JsonArray, "int4[]", "2")]
    [InlineData(
        "select array_to_string($1, '|', 'null')", "[\"a\",null,\"NULL\",\"b,\\\"\\\\\"]", ParameterKind.JsonArray, "text[]",
        "a|null|NULL|b,\"\\")]
    [InlineData("select 2 = any ($1)", "[1,2]", ParameterKind.JsonArray, "int8[]", "true")]
    [InlineData("select n from generate_series(1, 3) n order by n limit $1", "1", ParameterKind.Number, "int8", "1")]
    [InlineData("select n from generate_series(1, 3) n order by n fetch first $1 rows only", "1", ParameterKind.Number, "int8", "1")]
    [InlineData("select $1 ->> 'a'", "{\"a\":\"é😀\"}", ParameterKind.JsonObject, "jsonb", "é😀")]
    [InlineData(
        "select $1 at time zone 'Europe/Paris'", "2024-01-31T12:00:00Z", ParameterKind.Text, "timestamp with time zone",
        "2024-01-31T13:00:00")]
    public async Task Execute_OneParameter_IsReadAsItsType(
        string sql, string text, ParameterKind kind, string? type, string expected)
    {
        await using var node = Node.Open(shared.Primary);
        Assert.Equal(expected, await node.SingleAsync(Sql.Read(sql).With(new StatementParameter(text, kind, type))));
    }

    [Fact]
    public async Task Execute_ErrorBehindATypedParameter_NamesTheClientsPlace()
    {
        await using var node = Node.Open(shared.Primary);
        const string Statement = "select '😀', $1, nosuch from pg_class";
        var error = await node.FailAsync(Sql.Read(Statement).With(new StatementParameter("1", ParameterKind.Number, "int8")));
        Assert.Equal((EngineErrorKind.SqlError, "42703"), (error.Kind, error.SqlState));
        Assert.Equal("select '😀', $1, ".EnumerateRunes().Count() + 1, error.StatementPosition);
    }

    [Fact]
    public async Task Execute_TypeThatDoesNotExist_IsAnErrorAtItsPlaceholder()
    {
        await using var node = Node.Open(shared.Primary);
        var error = await node.FailAsync(Sql.Read("select $1").With(new StatementParameter("1", ParameterKind.Number, "nosuch")));
        Assert.Equal("42704", error.SqlState);
        Assert.InRange(error.StatementPosition ?? 0, 8, 10);
    }

    [Theory]
    [InlineData("select $1::text", "a<half>")]
    [InlineData("select '<half>' || $1", "a")]
    public async Task Execute_TextThatIsNoUnicode_IsRefusedAndThePoolStaysUsable(string sql, string parameter)
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        var process = await node.SingleAsync(Sql.Read("select pg_backend_pid()"));
        var read = Sql.Read(Unpaired.In(sql)).With(new StatementParameter(Unpaired.In(parameter), ParameterKind.Text));
        var error = await node.FailAsync(read);
        Assert.Equal((EngineErrorKind.InvalidParameter, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal(process, await node.SingleAsync(Sql.Read("select pg_backend_pid()")));
    }
}
