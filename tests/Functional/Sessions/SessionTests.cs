namespace CausalGateway.Functional.Sessions;

/// <summary>Sessions and bookmarks while all servers work.</summary>
public abstract class SessionTests(SharedGateway shared) : GatewayTests(shared)
{
    /// <summary>What may stand behind an insert, as the engine has it.</summary>
    private protected virtual IReadOnlyList<string> InsertEndings => ["", " returning id"];

    [Fact]
    public async Task Query_WriteWithoutASession_GivesAKeyUnderWhichItIsRecorded()
    {
        var table = await CreateTableAsync("id int");
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
        var table = await CreateTableAsync("id int");
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
        var table = await CreateTableAsync("id int");
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
        var table = await CreateTableAsync("id int");
        var first = await SucceedAsync("select 1");

        var write = await SucceedAsync($"insert into {table} values (1)", bookmark: first.Bookmark);

        Assert.Null(write.Session);
        Assert.False((bool?)write.Json["session"]!["recorded"]);
        Assert.NotNull(write.Bookmark);
    }

    [Fact]
    public async Task Query_WriteWithBookmarkAndSession_IsRecordedAndInTheBookmark()
    {
        var table = await CreateTableAsync("id int");
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
            tables.Add(await CreateTableAsync("id int"));
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
        var table = await CreateTableAsync("id int");
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
        var table = await CreateTableAsync("id int");
        await SucceedAsync($"insert into {table} values (1)", session);

        var read = await Client.QueryAsync(SharedGateway.Strict, new { sql = "select 1" }, session, cancellationToken: Token);

        Assert.Equal("any-replica", read.Reason);
    }

    [Fact]
    public async Task Query_ErrorThatShowsData_IsRecordedLikeARead()
    {
        var table = await CreateTableAsync("id int primary key");
        var session = NewName("s");
        await SucceedAsync($"insert into {table} values (1)");

        foreach (var ending in InsertEndings)
        {
            var answer = await QueryAsync(new { sql = $"insert into {table} values (1){ending}" }, session);

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
        var answer = await RunAsync("select nosuch");

        Problem.Is(answer, 400, "sql-error");
        Assert.NotNull(answer.Bookmark);
    }
}
