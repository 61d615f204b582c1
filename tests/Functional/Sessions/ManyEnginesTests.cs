namespace CausalGateway.Functional.Sessions;

/// <summary>One gateway over clusters of every engine: a session and a bookmark span all of them.</summary>
[Collection(nameof(ExclusiveUse))]
public sealed class ManyEnginesTests(PostgresGateway postgres, MySqlGateway mySql, MariaDbGateway mariaDb) : IAsyncLifetime
{
    private GatewayProcess? _gateway;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IReadOnlyDictionary<string, SharedGateway> Engines => new Dictionary<string, SharedGateway>
    {
        ["orders"] = postgres, ["catalog"] = mySql, ["people"] = mariaDb,
    };

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(Engines.Values.Select(engine => engine.StartAsync()));
        var clusters = Engines.ToDictionary(
            engine => engine.Key,
            engine => new Dictionary<string, object?>(engine.Value.Servers.Configure("app"))
            {
                ["Engine"] = engine.Value.Servers.Cluster.Engine,
                ["Servers"] = engine.Value.Servers.Cluster.Servers
                    .Select(server => new { server.Name, Endpoint = $"{server.Host}:{server.Port}" }).ToArray(),
            });
        _gateway = await GatewayProcess.StartAsync(new GatewayProcessOptions
        {
            Settings = GatewayProcessOptions.Over(clusters, postgres.Servers.RedisAddress),
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in Engines.Values)
        {
            foreach (var replica in engine.Servers.Cluster.Replicas)
            {
                await engine.Servers.Cluster.ResumeReplayAsync(replica);
                await engine.Gateway.UntilReplicationAsync("streaming", replica, CancellationToken.None);
            }

            await engine.Servers.WaitForReplayAsync();
        }

        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    [Fact]
    public async Task Query_OneBookmarkForAllDatabases_ShowsTheWriteInEach()
    {
        var table = NewName("t");
        string? bookmark = null;
        foreach (var database in Engines.Keys)
        {
            bookmark = (await SucceedAsync(database, $"create table {table} (id int)", bookmark: bookmark)).Bookmark;
            bookmark = (await SucceedAsync(database, $"insert into {table} values (1)", bookmark: bookmark)).Bookmark;
        }

        foreach (var (database, engine) in Engines)
        {
            await engine.Servers.WaitForReplayAsync(Token);
            var read = await SucceedAsync(database, $"select count(*) as n from {table}", bookmark: bookmark);
            Assert.Equal("1", (string?)read.Value("n"));
            Assert.Equal("replica", read.Role);
            bookmark = read.Bookmark;
        }
    }

    [Fact]
    public async Task Query_OneBookmarkWhileOneEnginesReplicasArePaused_OnlyThatEnginesPrimaryServes()
    {
        foreach (var (paused, _) in Engines)
        {
            await OnlyThePausedOnesPrimaryServesAsync(paused);
        }
    }

    [Fact]
    public async Task Query_OneSessionKeyForAllDatabases_ShowsTheWriteInEach()
    {
        var table = NewName("t");
        var session = NewName("s");
        foreach (var database in Engines.Keys)
        {
            await SucceedAsync(database, $"create table {table} (id int)", session);
            await SucceedAsync(database, $"insert into {table} values (1)", session);
        }

        foreach (var database in Engines.Keys)
        {
            var read = await SucceedAsync(database, $"select count(*) as n from {table}", session);
            Assert.Equal("1", (string?)read.Value("n"));
            Assert.Equal(session, read.Session);
        }
    }

    private static string NewName(string prefix) => $"{prefix}_{Guid.NewGuid():N}"[..20];

    private async Task OnlyThePausedOnesPrimaryServesAsync(string paused)
    {
        var table = NewName("t");
        var cluster = Engines[paused].Servers.Cluster;
        foreach (var (database, engine) in Engines)
        {
            await SucceedAsync(database, $"create table {table} (id int)");
            await engine.Servers.WaitForReplayAsync(Token);
        }

        foreach (var replica in cluster.Replicas)
        {
            await cluster.PauseReplayAsync(replica, Token);
        }

        string? bookmark = null;
        foreach (var database in Engines.Keys)
        {
            bookmark = (await SucceedAsync(database, $"insert into {table} values (1)", bookmark: bookmark)).Bookmark;
        }

        foreach (var (database, engine) in Engines)
        {
            if (database != paused)
            {
                await engine.Servers.WaitForReplayAsync(Token);
            }

            var read = await SucceedAsync(database, $"select count(*) as n from {table}", bookmark: bookmark);
            Assert.Equal("1", (string?)read.Value("n"));
            Assert.Equal(database == paused ? "primary" : "replica", read.Role);
        }

        foreach (var replica in cluster.Replicas)
        {
            await cluster.ResumeReplayAsync(replica, Token);
        }
    }

    private async Task<GatewayAnswer> SucceedAsync(string database, string sql, string? session = null, string? bookmark = null)
    {
        var answer = await _gateway!.Client.QueryAsync(database, new { sql, waitTimeoutMs = 500 }, session, bookmark, Token);
        Assert.True(answer.IsSuccess, $"{database}: {answer.Status} {answer.Body}");
        return answer;
    }
}
