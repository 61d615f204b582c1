namespace CausalGateway.Functional.Answers;

/// <summary>The receipt and the headers of an answer.</summary>
public abstract class ReceiptTests(SharedGateway shared) : GatewayTests(shared)
{
    /// <summary>A query for the port of the server that runs it, as <c>port</c>.</summary>
    private protected abstract string PortSql { get; }

    /// <summary>A query for whether the server that runs it is a replica, as <c>replica</c>, 0 or 1.</summary>
    private protected abstract string RoleSql { get; }

    /// <summary>What stands in each of the engine's positions.</summary>
    private protected abstract string PositionMark { get; }

    /// <summary>Statements that write or lock, although some of them only look like reads.</summary>
    private protected abstract IReadOnlyList<string> Writes { get; }

    [Fact]
    public async Task Query_Read_SaysWhoServedItAndWhy()
    {
        var answer = await SucceedAsync(PortSql);

        Assert.Equal("replica", answer.Role);
        Assert.Equal("any-replica", answer.Reason);
        Assert.Equal("session", (string?)answer.Served["level"]);
        Assert.Contains(PositionMark, (string)answer.Served["position"]!, StringComparison.Ordinal);
        Assert.True((double)answer.Served["stalenessMs"]! >= 0);
        Assert.Equal(0, (double)answer.Served["waitedMs"]!);
        Assert.Equal($"{Servers.Cluster[answer.Server].Port}", $"{answer.Value("port")}");
    }

    /// <summary>A replica that is busy with another test's long read rightly gets none of these until that one has ended.</summary>
    [Fact]
    public async Task Query_ManyReads_SpreadOverTheReplicas()
    {
        var servers = new HashSet<string>();
        await Wait.UntilAsync(
            "each replica has served a read",
            async _ =>
            {
                servers.Add((await SucceedAsync("select 1")).Server);
                return servers.Count > 1;
            },
            cancellationToken: Token);

        Assert.Equal(Servers.Cluster.Replicas.Select(replica => replica.Name).Order(), servers.Order());
    }

    [Fact]
    public async Task Query_Write_IsServedByThePrimary()
    {
        var answer = await SucceedAsync($"create table {NewName()} (id int)");

        Assert.Equal(Servers.Primary.Name, answer.Server);
        Assert.Equal("primary", answer.Role);
        Assert.Equal("write", answer.Reason);
        Assert.Equal(0, (double)answer.Served["stalenessMs"]!);
    }

    [Theory]
    [InlineData("strong", "auto", "strong")]
    [InlineData("session", "primary", "requested")]
    [InlineData("eventual", "primary", "requested")]
    public async Task Query_ReadThatWantsThePrimary_IsServedByIt(string consistency, string target, string reason)
    {
        var answer = await QueryAsync(new { sql = RoleSql, consistency, target });

        Assert.Equal("primary", answer.Role);
        Assert.Equal(reason, answer.Reason);
        Assert.Equal(consistency, (string?)answer.Served["level"]);
        Assert.Equal("0", $"{answer.Value("replica")}");
    }

    [Theory]
    [InlineData("session")]
    [InlineData("eventual")]
    public async Task Query_ReadThatWantsAReplica_IsServedByOne(string consistency)
    {
        var answer = await QueryAsync(new { sql = RoleSql, consistency, target = "replica" });

        Assert.Equal("replica", answer.Role);
        Assert.Equal("1", $"{answer.Value("replica")}");
    }

    [Fact]
    public async Task Query_WriteThatWantsAReplica_IsInvalidRequestAndAppliesNothing()
    {
        var table = await CreateTableAsync("id int");
        await SucceedAsync($"insert into {table} values (7)");

        foreach (var sql in Writes)
        {
            Problem.Is(
                await QueryAsync(new { sql = sql.Replace("{0}", table, StringComparison.Ordinal), target = "replica" }),
                400, "invalid-request");
        }

        Assert.Equal(1, await CountAsync(table));
    }

    [Fact]
    public async Task Query_StrongReadThatWantsAReplica_IsInvalidRequest() =>
        Problem.Is(await QueryAsync(new { sql = "select 1", consistency = "strong", target = "replica" }), 400, "invalid-request");

    [Fact]
    public async Task Query_AnyAnswer_HasItsHeaders()
    {
        var session = NewName("s");
        var read = await SucceedAsync("select 1", session);
        var write = await SucceedAsync($"create table {NewName()} (id int)", session);

        foreach (var answer in (GatewayAnswer[])[read, write])
        {
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            Assert.Equal("application/json", answer.Headers["Content-Type"]);
            Assert.NotEmpty(answer.Headers["X-Request-Id"]);
            Assert.Equal(session, answer.Headers["Causal-Session"]);
            Assert.Equal(answer.Bookmark, answer.Headers["Causal-Bookmark"]);
            Assert.DoesNotContain("Server", answer.Headers.Keys);
            var timings = answer.Headers["Server-Timing"].Split(", ").Select(timing => timing.Split(";dur=")[0]);
            Assert.Equal(["session", "route", "db", "record"], timings.Where(name => name != "wait"));
        }
    }

    [Fact]
    public async Task Query_EventualRead_DependsOnNothingAndRemembersNothing()
    {
        var answer = await QueryAsync(new { sql = "select 1", consistency = "eventual" });

        Assert.Null(answer.Session);
        Assert.Null(answer.Bookmark);
        Assert.Equal("any-replica", answer.Reason);
        Assert.False(answer.Headers.ContainsKey("Causal-Bookmark"));
    }
}
