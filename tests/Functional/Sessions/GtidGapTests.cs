using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Functional.Sessions;

/// <summary>
/// A replica that does not keep the source's commit order shows a later write before an earlier one: its executed set has a
/// gap, and the highest number says nothing.
/// </summary>
public sealed class GtidGapTests : IAsyncLifetime
{
    private MySqlCluster? _cluster;
    private GatewayProcess? _gateway;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private GatewayClient Client => _gateway!.Client;

    private DatabaseServer Replica => _cluster!.Replicas[0];

    public async ValueTask InitializeAsync()
    {
        _cluster = await MySqlCluster.StartAsync(
            new MySqlClusterOptions { Replicas = 1, PreserveCommitOrder = [false], Fsync = false });
        foreach (var server in _cluster.Servers)
        {
            var version = await server.ScalarAsync<string>("select @@version") ?? "";
            var comment = await server.ScalarAsync<string>("select @@version_comment") ?? "";
            Assert.True(MySqlServerSet.IsMySql(version, comment), $"{server.Name} says that it is {version} ({comment}).");
        }

        _gateway = await GatewayProcess.StartAsync(new GatewayProcessOptions
        {
            Settings = GatewayProcessOptions.Over(
                _cluster, "app",
                clusterSettings: new Dictionary<string, object?>
                {
                    ["Connection"] = "Username=app;Password=app;Database=app",
                    ["Monitor"] = "Username=monitor;Password=monitor",
                }),
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Query_ReplicaLacksAnEarlierWriteAndHasALaterOne_ServesOnlyTheLatersSession()
    {
        foreach (var table in (string[])["early", "late"])
        {
            await SucceedAsync($"create table {table} (id int primary key)");
            // As large numbers as in "1-7:9" need no more than the tables; these rows keep the two writers apart.
            await SucceedAsync($"insert into {table} values (1)");
        }

        await _cluster!.WaitForReplayAsync(Replica, Token);
        await using var blocker = await _cluster.OpenSessionAsync(Replica, cancellationToken: Token);
        await blocker.ExecuteAsync("lock tables early read", Token);

        var early = await SucceedAsync("insert into early values (2)", "early-writer");
        var late = await SucceedAsync("insert into late values (2)", "late-writer");
        var gap = $":1-{NumberOf(early) - 1}:{NumberOf(late)}";
        Assert.Equal(NumberOf(early) + 1, NumberOf(late));
        await UntilAsync($"the replica has a gap ({gap})", async token => (await ReplicaAsync(token)).EndsWith(gap, StringComparison.Ordinal));

        var fromReplica = await SucceedAsync("select count(*) as n from late", "late-writer");
        Assert.Equal((Replica.Name, "caught-up"), (fromReplica.Server, fromReplica.Reason));
        Assert.Equal("2", (string?)fromReplica.Value("n"));
        Assert.EndsWith(gap, (string?)fromReplica.Served["position"], StringComparison.Ordinal);

        var fromPrimary = await SucceedAsync("select count(*) as n from early", "early-writer");
        Assert.Equal((_cluster.Primary.Name, "wait-timeout"), (fromPrimary.Server, fromPrimary.Reason));
        Assert.Equal("2", (string?)fromPrimary.Value("n"));
        var refused = await Client.QueryAsync(
            "app", new { sql = "select count(*) as n from early", onWaitTimeout = "fail" }, "early-writer", cancellationToken: Token);
        Problem.Is(refused, 503, "staleness-unmet");
        Assert.False(await MayServeAsync("early-writer"));
        Assert.True(await MayServeAsync("late-writer"));

        await blocker.ExecuteAsync("unlock tables", Token);
        await UntilAsync(
            "the replica serves the earlier write's session too",
            async _ => (await SucceedAsync("select count(*) as n from early", "early-writer")).Server == Replica.Name);
    }

    private static long NumberOf(GatewayAnswer write) => long.Parse(
        ((string)write.Served["position"]!).Split(':', '-')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static Task UntilAsync(string what, Func<CancellationToken, ValueTask<bool>> condition) =>
        Wait.UntilAsync(what, condition, cancellationToken: Token);

    private async ValueTask<string> ReplicaAsync(CancellationToken cancellationToken) =>
        (string)(await _gateway!.TopologyAsync(cancellationToken))[Replica.Name]["position"]!;

    private async Task<bool> MayServeAsync(string session)
    {
        var explained = await Client.PostAsync(
            "/v1/app/explain", """{"sql":"select 1"}""", session, cancellationToken: Token);
        return (bool)explained.Json["servers"]!.AsArray().Single(server => (string?)server!["server"] == Replica.Name)!["eligible"]!;
    }

    private async Task<GatewayAnswer> SucceedAsync(string sql, string? session = null)
    {
        var answer = await Client.QueryAsync("app", new { sql }, session, cancellationToken: Token);
        Assert.True(answer.IsSuccess, $"{answer.Status} {answer.Body}");
        return answer;
    }
}
