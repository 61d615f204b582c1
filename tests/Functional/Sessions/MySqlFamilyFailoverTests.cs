using System.Text.Json;

namespace CausalGateway.Functional.Sessions;

/// <summary>A primary that dies with a write that no replica has received, and a replica that is made the primary.</summary>
public abstract class MySqlFamilyFailoverTests : IAsyncLifetime
{
    private const string Database = ServerSet.Database;

    private ServerSet? _servers;
    private GatewayProcess? _gateway;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServerSet Servers => _servers!;

    private GatewayProcess Gateway => _gateway!;

    public async ValueTask InitializeAsync()
    {
        _servers = await StartServersAsync();
        _gateway = await Servers.StartGatewayAsync(clusterSettings: new Dictionary<string, object?> { ["ProbeInterval"] = "50ms" });
        await Gateway.UntilHealthAsync("up", Token);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }

    [Fact]
    public async Task Query_AfterAFailoverThatLostAWrite_OnlyWhoDependsOnItIsTold()
    {
        await SucceedAsync("create table t (id int primary key)");
        var kept = await SucceedAsync("insert into t values (1)", "kept");
        await Servers.WaitForReplayAsync(Token);
        var (first, second, old) = (Servers.Cluster.Replicas[0], Servers.Cluster.Replicas[1], Servers.Primary);
        Servers.Cluster.Cut(first, old);
        Servers.Cluster.Cut(second, old);
        var lost = await SucceedAsync("insert into t values (2)", "lost");

        await old.KillAsync(Token);
        await Servers.Cluster.PromoteAsync(first, Token);
        await Servers.Cluster.RepointAsync(second, first, cancellationToken: Token);
        await Wait.UntilAsync(
            $"the gateway takes {first.Name} for the primary",
            async token => (string?)(await Gateway.Client.GetAsync($"/v1/{Database}/topology", token)).Json["primary"] == first.Name,
            cancellationToken: Token);

        foreach (var (session, bookmark) in ((string?, string?)[])[("kept", null), (null, kept.Bookmark)])
        {
            Assert.Equal("1", (string?)(await SucceedAsync("select count(*) as n from t", session, bookmark)).Value("n"));
        }

        string? accept = null;
        foreach (var (session, bookmark) in ((string?, string?)[])[("lost", null), (null, lost.Bookmark), ("lost", null)])
        {
            foreach (var sql in (string[])["select count(*) as n from t", "insert into t values (9)"])
            {
                var told = await QueryAsync(new { sql, waitTimeoutMs = 100 }, session, bookmark);
                var problem = Problem.Is(told, 410, "position-lost");
                accept = (string)problem["acceptBookmark"]!;
            }
        }

        await SucceedAsync("insert into t values (3)", "kept");
        var accepted = await QueryAsync(new { sql = "select count(*) as n from t", acceptBookmark = accept }, "lost");
        Assert.True(accepted.IsSuccess, accepted.Body);
        var after = await SucceedAsync("insert into t values (4)", "lost");
        Assert.Equal(first.Name, after.Server);
        Assert.Equal("3", (string?)(await SucceedAsync("select count(*) as n from t", "lost")).Value("n"));
    }

    [Fact]
    public async Task Query_OldPrimaryComesBackWithAWriteOfItsOwn_IsNotReadAndTakesNoWrites()
    {
        await SucceedAsync("create table t (id int primary key)");
        await Servers.WaitForReplayAsync(Token);
        var (first, second, old) = (Servers.Cluster.Replicas[0], Servers.Cluster.Replicas[1], Servers.Primary);
        Servers.Cluster.Cut(first, old);
        Servers.Cluster.Cut(second, old);
        await SucceedAsync("insert into t values (2)", "lost");
        await old.KillAsync(Token);
        await Servers.Cluster.PromoteAsync(first, Token);
        await Servers.Cluster.RepointAsync(second, first, cancellationToken: Token);
        await Wait.UntilAsync(
            "a write succeeds on the new primary",
            async _ => (await QueryAsync(new { sql = "insert into t values (1)" }, "kept")) is { IsSuccess: true } write
                && write.Server == first.Name,
            cancellationToken: Token);

        await old.StartAsync(Token);
        await Gateway.UntilHealthAsync("out-of-rotation", Token, old.Name);

        for (var i = 0; i < 20; i++)
        {
            var read = await SucceedAsync("select id from t where id = 2", consistency: i % 2 == 0 ? "eventual" : "session");
            Assert.Empty(read.Rows);
            Assert.NotEqual(old.Name, read.Server);
            Assert.Equal(first.Name, (await SucceedAsync($"insert into t values ({i + 10})")).Server);
        }
    }

    private protected abstract Task<ServerSet> StartServersAsync();

    private Task<GatewayAnswer> QueryAsync(object request, string? session, string? bookmark = null) => Gateway.Client.PostAsync(
        $"/v1/{Database}/query", JsonSerializer.Serialize(request), session, bookmark, Token);

    private async Task<GatewayAnswer> SucceedAsync(
        string sql, string? session = null, string? bookmark = null, string consistency = "session")
    {
        var answer = await QueryAsync(new { sql, consistency }, session, bookmark);
        Assert.True(answer.IsSuccess, $"{sql}: {answer.Status} {answer.Body}");
        return answer;
    }
}
