namespace CausalGateway.Functional.Sessions;

/// <summary>On PostgreSQL, where a write may also be hidden in a view or an operator.</summary>
public sealed class PostgresSessionTests(PostgresGateway shared) : SessionTests(shared)
{
    [Theory]
    [InlineData("session")]
    [InlineData("eventual")]
    [InlineData("strong")]
    public async Task Query_WriteHiddenInAView_GoesToThePrimaryAsAWrite(string consistency)
    {
        var table = await CreateTableAsync("id int4");
        var view = await CreateWritingViewAsync(table);

        var answer = await QueryAsync(new { sql = $"select v from {view}", consistency }, NewName("s"));

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal("primary", answer.Role);
        Assert.Equal("write", answer.Reason);
        Assert.True((bool?)answer.Json["session"]!["recorded"]);
        Assert.Equal(1, await CountAsync(table));
        Assert.Equal("1", (string?)(await SucceedAsync($"select count(*) as n from {table}", answer.Session)).Value("n"));
    }

    [Fact]
    public async Task Query_WriteHiddenInAnOperator_GoesToThePrimaryAsAWrite()
    {
        var table = await CreateTableAsync("id int4");
        var function = NewName("f");
        await SucceedAsync(
            $"create function {function}(point, text) returns text language sql as $$ insert into {table} values (1) returning 'done' $$");
        await SucceedAsync($"create schema {function}");
        await SucceedAsync($"create operator {function}.### (leftarg = point, rightarg = text, function = {function})");
        await SucceedAsync($"create view {function}_v as select '(1,2)'::point operator({function}.###) 'x' as v");
        await Servers.WaitForReplayAsync(Token);

        var answer = await SucceedAsync($"select v from {function}_v");

        Assert.Equal("done", (string?)answer.Value("v"));
        Assert.Equal("write", answer.Reason);
        Assert.Equal(1, await CountAsync(table));
    }

    [Fact]
    public async Task Query_HiddenWriteThatWantsAReplica_IsInvalidRequest()
    {
        var table = await CreateTableAsync("id int4");
        var view = await CreateWritingViewAsync(table);

        Problem.Is(await QueryAsync(new { sql = $"select v from {view}", target = "replica" }), 400, "invalid-request");
        Assert.Equal(0, await CountAsync(table));
    }

    private async Task<string> CreateWritingViewAsync(string table)
    {
        var name = NewName("v");
        await SucceedAsync(
            $"create function {name}_f() returns int4 volatile language sql as $$ insert into {table} values (1) returning 1 $$");
        await SucceedAsync($"create view {name} as select {name}_f() as v");
        await Servers.WaitForReplayAsync(Token);
        return name;
    }
}
