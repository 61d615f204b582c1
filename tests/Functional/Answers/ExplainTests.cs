namespace CausalGateway.Functional.Answers;

/// <summary>What explain tells of a statement without running it.</summary>
public sealed class ExplainTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Fact]
    public async Task Explain_Read_MayBeServedByReplicas()
    {
        var explained = await ExplainAsync(new { sql = "select $1::int4, relname from pg_class", @params = new[] { 1 } });

        var statement = explained["statement"]!;
        Assert.Equal("read", (string?)statement["kind"]);
        Assert.Equal("SELECT", (string?)statement["command"]);
        Assert.Equal(1, (int?)statement["parameters"]);
        Assert.True((bool?)statement["returnsRows"]);
        Assert.NotEmpty((string)statement["reason"]!);
        Assert.Equal("session", (string?)explained["level"]);
        Assert.Null(explained["dependsOn"]);
        Assert.Equal(3, explained["servers"]!.AsArray().Count);
        Assert.Equal(["pg-2", "pg-3"], EligibleOf(explained));
        Assert.All(explained["servers"]!.AsArray(), server => Assert.NotEmpty((string)server!["position"]!));
    }

    [Theory]
    [InlineData("insert into nosuch values (1)", "INSERT")]
    [InlineData("select * from pg_class for update", "SELECT")]
    [InlineData("select nosuch_function()", "SELECT")]
    [InlineData("create table x (a int4)", "CREATE")]
    public async Task Explain_Write_OnlyThePrimary(string sql, string command)
    {
        var explained = await ExplainAsync(new { sql });

        Assert.Equal("write", (string?)explained["statement"]!["kind"]);
        Assert.Equal(command, (string?)explained["statement"]!["command"]);
        Assert.Equal(["pg-1"], EligibleOf(explained));
    }

    [Theory]
    [InlineData("begin", "session-state")]
    [InlineData("set a = 1", "session-state")]
    [InlineData("select 1; select 2", "invalid")]
    [InlineData("", "invalid")]
    public async Task Explain_Refused_NoServer(string sql, string kind)
    {
        var explained = await ExplainAsync(new { sql });

        Assert.Equal(kind, (string?)explained["statement"]!["kind"]);
        Assert.Empty(EligibleOf(explained));
        Assert.All(explained["servers"]!.AsArray(), server => Assert.Contains("refused", (string)server!["why"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("strong", "auto")]
    [InlineData("session", "primary")]
    public async Task Explain_ReadThatWantsThePrimary_OnlyThePrimary(string consistency, string target) =>
        Assert.Equal(["pg-1"], EligibleOf(await ExplainAsync(new { sql = "select 1", consistency, target })));

    [Fact]
    public async Task Explain_UnderASession_TellsWhatItDependsOn()
    {
        var session = NewName("s");
        var table = await CreateTableAsync("id int4");
        await SucceedAsync($"insert into {table} values (1)", session);

        var explained = await ExplainAsync(new { sql = $"select * from {table}" }, session);

        Assert.Contains("/", (string)explained["dependsOn"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AWrite_AppliesNothing()
    {
        var table = await CreateTableAsync("id int4");

        await ExplainAsync(new { sql = $"insert into {table} values (1)" });

        Assert.Equal(0, await CountAsync(table));
    }

    [Theory]
    [InlineData("""{"sql":1}""")]
    [InlineData("""{"sql":"select 1","nosuch":1}""")]
    [InlineData("nonsense")]
    public async Task Explain_BadRequest_IsInvalidRequest(string body) =>
        Problem.Is(
            await Client.PostAsync($"/v1/{Database}/explain", body, cancellationToken: Token), 400, "invalid-request");

    private async Task<JsonNode> ExplainAsync(object request, string? session = null)
    {
        var answer = await Client.PostAsync(
            $"/v1/{Database}/explain", System.Text.Json.JsonSerializer.Serialize(request), session, cancellationToken: Token);
        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        return answer.Json;
    }

    /// <summary>The servers that may serve it, without the primary where it only stands in.</summary>
    private static string[] EligibleOf(JsonNode explained) =>
        [.. explained["servers"]!.AsArray().Where(server => (bool)server!["eligible"]!).Select(server => (string)server!["server"]!)];
}
