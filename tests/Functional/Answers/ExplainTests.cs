namespace CausalGateway.Functional.Answers;

/// <summary>What explain tells of a statement without running it.</summary>
public abstract class ExplainTests(SharedGateway shared) : GatewayTests(shared)
{
    /// <summary>A read with one parameter.</summary>
    private protected abstract string ReadSql { get; }

    /// <summary>Statements that only the primary may run, with their command.</summary>
    private protected abstract IReadOnlyList<(string Sql, string Command)> Writes { get; }

    [Fact]
    public async Task Explain_Read_MayBeServedByReplicas()
    {
        var explained = await ExplainAsync(new { sql = ReadSql, @params = new[] { 1 } });

        var statement = explained["statement"]!;
        Assert.Equal("read", (string?)statement["kind"]);
        Assert.Equal("SELECT", (string?)statement["command"]);
        Assert.Equal(1, (int?)statement["parameters"]);
        Assert.True((bool?)statement["returnsRows"]);
        Assert.NotEmpty((string)statement["reason"]!);
        Assert.Equal("session", (string?)explained["level"]);
        Assert.Null(explained["dependsOn"]);
        Assert.Equal(3, explained["servers"]!.AsArray().Count);
        Assert.Equal(Servers.Cluster.Replicas.Select(replica => replica.Name), EligibleOf(explained));
        Assert.All(explained["servers"]!.AsArray(), server => Assert.NotEmpty((string)server!["position"]!));
    }

    [Fact]
    public async Task Explain_Write_OnlyThePrimary()
    {
        foreach (var (sql, command) in Writes)
        {
            var explained = await ExplainAsync(new { sql });

            Assert.Equal("write", (string?)explained["statement"]!["kind"]);
            Assert.Equal(command, (string?)explained["statement"]!["command"]);
            Assert.Equal([Servers.Primary.Name], EligibleOf(explained));
        }
    }

    [Theory]
    [InlineData("begin", "session-state")]
    [InlineData("commit", "session-state")]
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
        Assert.Equal([Servers.Primary.Name], EligibleOf(await ExplainAsync(new { sql = "select 1", consistency, target })));

    [Fact]
    public async Task Explain_UnderASession_TellsWhatItDependsOn()
    {
        var session = NewName("s");
        var table = await CreateTableAsync("id int");
        await SucceedAsync($"insert into {table} values (1)", session);

        var explained = await ExplainAsync(new { sql = $"select * from {table}" }, session);

        var servers = await Shared.Gateway.TopologyAsync(Token);
        Assert.NotEmpty((string)explained["dependsOn"]!);
        Assert.NotEqual("none", (string)explained["dependsOn"]!);
        Assert.NotNull(servers[Servers.Primary.Name]["position"]);
    }

    [Fact]
    public async Task Explain_AWrite_AppliesNothing()
    {
        var table = await CreateTableAsync("id int");

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
