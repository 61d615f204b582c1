namespace CausalGateway.Functional.Sessions;

/// <summary>On MySQL and MariaDB, where a write may be hidden in a stored function.</summary>
public abstract class MySqlFamilySessionTests(SharedGateway shared) : SessionTests(shared)
{
    private protected override IReadOnlyList<string> InsertEndings => [""];

    [Theory]
    [InlineData("session")]
    [InlineData("eventual")]
    [InlineData("strong")]
    public async Task Query_WriteHiddenInAView_GoesToThePrimaryAsAWrite(string consistency)
    {
        var table = await CreateTableAsync("id int");
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
    public async Task Query_HiddenWriteThatWantsAReplica_IsInvalidRequest()
    {
        var table = await CreateTableAsync("id int");
        var view = await CreateWritingViewAsync(table);

        Problem.Is(await QueryAsync(new { sql = $"select v from {view}", target = "replica" }), 400, "invalid-request");
        Assert.Equal(0, await CountAsync(table));
    }

    [Fact]
    public async Task Query_ProcedureThatWritesTwice_IsCoveredWhole()
    {
        var table = await CreateTableAsync("id int");
        var name = NewName("p");
        await Servers.Primary.ExecuteAsync(
            $"create procedure {Database}.{name}() begin insert into {table} values (1); select count(*) as n from {table}; insert into {table} values (2); end",
            Token);

        var call = await SucceedAsync($"call {name}()");

        Assert.Equal("write", call.Reason);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("2", (string?)(await SucceedAsync($"select count(*) as n from {table}", bookmark: call.Bookmark)).Value("n"));
        }
    }

    [Fact]
    public async Task Query_UpdateOfZeroRows_IsRememberedLikeARead()
    {
        var table = await CreateTableAsync("id int");
        await SucceedAsync($"insert into {table} values (1)");

        var nothing = await SucceedAsync($"delete from {table} where id = 2", NewName("s"));

        Assert.Equal(0, (int?)nothing.Json["rowCount"]);
        Assert.Equal("1", (string?)(await SucceedAsync($"select count(*) as n from {table}", nothing.Session)).Value("n"));
    }

    private async Task<string> CreateWritingViewAsync(string table)
    {
        var name = NewName("v");
        // As the administrator: whoever may not replicate is not trusted with functions that write.
        await Servers.Primary.ExecuteAsync(
            $"create function {Database}.{name}_f() returns int deterministic modifies sql data begin insert into {table} values (1); return 1; end",
            Token);
        await Servers.Primary.ExecuteAsync($"create view {Database}.{name} as select {Database}.{name}_f() as v", Token);
        await Servers.WaitForReplayAsync(Token);
        return name;
    }
}
