namespace CausalGateway.Functional.Sessions;

/// <summary>Sessions and bookmarks while all servers work.</summary>
public sealed class SessionTests(SharedGateway shared) : GatewayTests(shared)
{
    [Fact]
    public async Task Query_WriteWithoutASession_GivesAKeyUnderWhichItIsRecorded()
    {
        var table = await CreateTableAsync("id int4");
        var write = await SucceedAsync($"insert into {table} values (1)");

        Assert.StartsWith("s_", write.Session, StringComparison.Ordinal);
        Assert.True((bool?)write.Json["session"]!["recorded"]);
        Assert.Equal(write.Session, write.Headers["Causal-Session"]);
        Assert.Equal(write.Bookmark, write.Headers["Causal-Bookmark"]);
        var read = await SucceedAsync($"select id from {table}", write.Session);
        Assert.Equal(1, (int?)read.Value("id"));
        Assert.NotEqual(write.Session, (await SucceedAsync($"insert into {table} values (2)")).Session);
    }

    [Fact]
    public async Task Query_ReadWithoutASession_GivesABookmarkButNoKey()
    {
        var answer = await SucceedAsync("select 1");

        Assert.Null(answer.Session);
        Assert.NotNull(answer.Bookmark);
        Assert.False((bool?)answer.Json["session"]!["recorded"]);
    }

    [Fact]
    public async Task Query_ReadsUnderTheSessionOfWrites_SeeEachOfThem()
    {
        var table = await CreateTableAsync("id int4");
        var session = NewName("s");
        for (var i = 1; i <= 30; i++)
        {
            var write = await SucceedAsync($"insert into {table} values ({i})", session);
            Assert.Equal(session, write.Session);
            var read = await SucceedAsync($"select count(*) as n from {table}", session);
            Assert.Equal($"{i}", (string?)read.Value("n"));
            Assert.Contains(read.Reason, (string[])["caught-up", "waited", "wait-timeout"]);
        }
    }

    [Fact]
    public async Task Query_BookmarkHandedToAnotherClient_ShowsTheWrite()
    {
        var table = await CreateTableAsync("id int4");
        using var other = new GatewayClient(Shared.Gateway.BaseAddress);
        string? bookmark = null;
        for (var i = 1; i <= 10; i++)
        {
            bookmark = (await SucceedAsync($"insert into {table} values ({i})", bookmark: bookmark)).Bookmark;
            var read = await other.QueryAsync(Database, new { sql = $"select count(*) as n from {table}" }, null, bookmark, Token);
            Assert.Equal($"{i}", (string?)read.Value("n"));
            Assert.Null(read.Session);
            Assert.False((bool?)read.Json["session"]!["recorded"]);
        }
    }

    [Fact]
    public async Task Query_WriteWithABookmarkAndNoSession_MakesNoSession()
    {
        var table = await CreateTableAsync("id int4");
        var first = await SucceedAsync("select 1");

        var write = await SucceedAsync($"insert into {table} values (1)", bookmark: first.Bookmark);

        Assert.Null(write.Session);
        Assert.False((bool?)write.Json["session"]!["recorded"]);
        Assert.NotNull(write.Bookmark);
    }

    [Fact]
    public async Task Query_WriteWithBookmarkAndSession_IsRecordedAndInTheBookmark()
    {
        var table = await CreateTableAsync("id int4");
        var session = NewName("s");
        var first = await SucceedAsync("select 1");

        var write = await SucceedAsync($"insert into {table} values (1)", session, first.Bookmark);

        Assert.True((bool?)write.Json["session"]!["recorded"]);
        Assert.Equal(1, (int?)(await SucceedAsync($"select id from {table}", session)).Value("id"));
        Assert.Equal(1, (int?)(await SucceedAsync($"select id from {table}", bookmark: write.Bookmark)).Value("id"));
    }

    [Fact]
    public async Task Query_SeveralBookmarks_AreMerged()
    {
        var bookmarks = new List<string>();
        var tables = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            tables.Add(await CreateTableAsync("id int4"));
            bookmarks.Add((await SucceedAsync($"insert into {tables[i]} values (1)")).Bookmark!);
        }

        using var message = NewQuery(
            $"select {string.Join(" + ", tables.Select(table => $"(select count(*) from {table})"))} as n");
        message.Headers.TryAddWithoutValidation("Causal-Bookmark", bookmarks);
        var answer = await Client.SendAsync(message, Token);

        Assert.Equal("3", (string?)answer.Value("n"));
    }

    [Fact]
    public async Task Query_SharedByTwoGateways_IsOneSession()
    {
        var table = await CreateTableAsync("id int4");
        var session = NewName("s");
        await using var other = await Shared.StartGatewayAsync();
        for (var i = 1; i <= 10; i++)
        {
            await SucceedAsync($"insert into {table} values ({i})", session);
            var read = await other.Client.QueryAsync(
                Database, new { sql = $"select count(*) as n from {table}" }, session, cancellationToken: Token);
            Assert.Equal($"{i}", (string?)read.Value("n"));
        }

        var write = await other.Client.QueryAsync(Database, new { sql = $"delete from {table}" }, session, cancellationToken: Token);
        Assert.True(write.IsSuccess, write.Body);
        Assert.Equal("0", (string?)(await SucceedAsync($"select count(*) as n from {table}", session)).Value("n"));
        Assert.Equal("0", (string?)(await SucceedAsync($"select count(*) as n from {table}", bookmark: write.Bookmark)).Value("n"));
    }

    [Fact]
    public async Task Query_SessionOfAnotherDatabase_IsAnotherSession()
    {
        var session = NewName("s");
        var table = await CreateTableAsync("id int4");
        await SucceedAsync($"insert into {table} values (1)", session);

        var read = await Client.QueryAsync(SharedGateway.Strict, new { sql = "select 1" }, session, cancellationToken: Token);

        Assert.Equal("any-replica", read.Reason);
    }

    [Fact]
    public async Task Query_ErrorThatShowsData_IsRecordedLikeARead()
    {
        var table = await CreateTableAsync("id int4 primary key");
        var session = NewName("s");
        await SucceedAsync($"insert into {table} values (1)");

        foreach (var returning in (string[])["", " returning id"])
        {
            var answer = await QueryAsync(new { sql = $"insert into {table} values (1){returning}" }, session);

            Problem.Is(answer, 409, "constraint-violation");
            Assert.Equal(session, answer.Session);
            Assert.True((bool?)answer.Json["session"]!["recorded"]);
            Assert.Equal(answer.Bookmark, answer.Headers["Causal-Bookmark"]);
            Assert.Equal(session, answer.Headers["Causal-Session"]);
            Assert.Equal("1", (string?)(await SucceedAsync($"select count(*) as n from {table}", session)).Value("n"));
        }
    }

    [Fact]
    public async Task Query_ErrorOfARead_CarriesABookmark()
    {
        var answer = await RunAsync("select 1/0");

        Problem.Is(answer, 400, "sql-error");
        Assert.NotNull(answer.Bookmark);
    }

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
