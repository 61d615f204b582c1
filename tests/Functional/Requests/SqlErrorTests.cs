using System.Text;
using System.Text.Json;

namespace CausalGateway.Functional.Requests;

/// <summary>What the database says of wrong statements, in terms of the statement that the client sent.</summary>
public sealed class SqlErrorTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("selec 1", "42601", "selec")]
    [InlineData("select * frm t", "42601", "frm")]
    [InlineData("select nosuch", "42703", "nosuch")]
    [InlineData("select * from nosuch_table", "42P01", "nosuch_table")]
    [InlineData("select * from nosuch_schema.t", "42P01", "nosuch_schema")]
    [InlineData("select nosuch_function(1)", "42883", "nosuch_function")]
    [InlineData("select 1 + true", "42883", "+")]
    [InlineData("select 'a'::int4", "22P02", "'a'")]
    [InlineData("select 'é😀', nosuch", "42703", "nosuch")]
    [InlineData("select \"é\" from (select 1 as \"é\") x where nosuch = 1", "42703", "nosuch")]
    [InlineData("insert into nosuch_table values (1)", "42P01", "nosuch_table")]
    [InlineData("insert into nosuch_table values (1) returning *", "42P01", "nosuch_table")]
    [InlineData("update nosuch_table set a = 1", "42P01", "nosuch_table")]
    [InlineData("create table pg_class2 (a nosuchtype)", "42704", "nosuchtype")]
    public async Task Query_WrongStatement_IsSqlErrorWithStateAndPosition(string sql, string sqlstate, string at)
    {
        var problem = Problem.Is(await RunAsync(sql), 400, "sql-error");

        Assert.Equal(sqlstate, (string?)problem["sqlstate"]);
        Assert.Equal(PositionOf(sql, at), (int?)problem["position"]);
        Assert.False((bool?)problem["retryable"]);
    }

    [Theory]
    [InlineData("select 1/0", "22012")]
    [InlineData("select repeat('x', -1)::int4", "22P02")]
    [InlineData("select (-1) ^ 0.5", "2201F")]
    [InlineData("select 9223372036854775807 + 1", "22003")]
    [InlineData("select (array[1])[1]::text::date", "22007")]
    [InlineData("select 1 where 1 = (select i from generate_series(1, 2) i)", "21000")]
    public async Task Query_ErrorInTheData_IsSqlErrorWithState(string sql, string sqlstate)
    {
        var problem = Problem.Is(await RunAsync(sql), 400, "sql-error");

        Assert.Equal(sqlstate, (string?)problem["sqlstate"]);
    }

    [Theory]
    [InlineData("select $1, nosuch", """[1]""", """["int8"]""")]
    [InlineData("select nosuch, $1", """[1]""", """["int8"]""")]
    [InlineData("select $1 + $2 + $1, 'é😀', nosuch, $2", """[1,2]""", """["int8","double precision"]""")]
    [InlineData("select '😀', $1, 'é', $2, nosuch", """["a","b"]""", """["text","timestamp without time zone"]""")]
    [InlineData("select $1, $2, nosuch", """[1,2]""", """[null,"int8"]""")]
    [InlineData("insert into t (a) values ($1) returning nosuch", """[1]""", """["int8"]""")]
    [InlineData("select $1,nosuch", """[1]""", """["int8"]""")]
    public async Task Query_ErrorBesideTypedParameters_IsAtTheClientsOwnPosition(string sql, string parameters, string types)
    {
        var statement = sql.Contains("into t ", StringComparison.Ordinal)
            ? sql.Replace("into t ", $"into {await CreateTableAsync("a int8")} ", StringComparison.Ordinal)
            : sql;
        var body = $$"""{"sql":{{JsonSerializer.Serialize(statement)}},"params":{{parameters}},"types":{{types}}}""";

        var problem = Problem.Is(await PostAsync(body), 400, "sql-error");

        Assert.Equal("42703", (string?)problem["sqlstate"]);
        Assert.Equal(PositionOf(statement, "nosuch"), (int?)problem["position"]);
    }

    [Fact]
    public async Task Query_WithAHint_PassesItOn()
    {
        var problem = Problem.Is(await RunAsync("select relnam from pg_class"), 400, "sql-error");

        Assert.Contains("relname", (string)problem["hint"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_AfterAnyError_TheConnectionServesTheNext()
    {
        for (var i = 0; i < 10; i++)
        {
            Problem.Is(await RunAsync("select 1/0"), 400, "sql-error");
            Problem.Is(await RunAsync("insert into nosuch_table values (1) returning 1"), 400, "sql-error");
            Assert.Equal(1, (int?)(await SucceedAsync("select 1 as v")).Value("v"));
        }
    }

    /// <summary>Where a part of a statement is, in characters from 1, as the server counts.</summary>
    private static int PositionOf(string sql, string part) =>
        (Encoding.UTF32.GetByteCount(sql[..sql.IndexOf(part, StringComparison.Ordinal)]) / 4) + 1;
}
