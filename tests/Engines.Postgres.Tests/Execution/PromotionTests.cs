namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>A connection to a standby survives its promotion: roles are learnt from each answer.</summary>
public sealed class PromotionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promote_UnderOpenConnections_RolesAndHistoryFollow()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 1);
        var server = cluster.Replicas[0];
        await cluster.Primary.ExecuteAsync("create table items (id int); grant all on items to public", Token);
        await cluster.WaitForReplayAsync(server, Token);
        foreach (var user in new[] { Users.App, Users.Stats })
        {
            await cluster.Primary.ExecuteAsync($"alter role {user} set application_name = 'x'", Token);
        }

        await cluster.WaitForReplayAsync(server, Token);
        await using var node = Node.Open(server, configure: options => options with { MaxConnections = 1 });
        await using var seeing = Node.Open(server, Users.Stats, configure: options => options with { MaxConnections = 1 });
        var process = await node.SingleAsync(Sql.Read("select pg_backend_pid()"));
        var before = await node.RunAsync(Sql.Read("select 1", PositionDemand.After));
        await seeing.RunAsync(Sql.Read("select 1", PositionDemand.After));
        Assert.Equal((ServerRole.Replica, 1U), (before.Role, before.Position.Point.History.Timeline));
        Assert.Equal(
            EngineErrorKind.NotPrimary, (await node.FailAsync(Sql.Read("select 1") with { Role = ServerRole.Primary })).Kind);
        Assert.Equal(EngineErrorKind.ReadOnly, (await node.FailAsync(Sql.Write("insert into items values (1)"))).Kind);

        await cluster.PromoteAsync(server, Token);

        foreach (var reader in new[] { node, seeing })
        {
            var after = await reader.RunAsync(Sql.Read("select 1", PositionDemand.After) with { Role = ServerRole.Primary });
            Assert.Equal((ServerRole.Primary, 2U), (after.Role, after.Position.Point.History.Timeline));
            Assert.Equal(before.Incarnation, after.Incarnation);
            Assert.Equal(
                EngineErrorKind.NotReached, (await reader.FailAsync(Sql.Read("select 1", mustCover: before.Position))).Kind);
        }

        // The pool for reading still is the same connection, and the server refuses writes on it.
        Assert.Equal(process, await node.SingleAsync(Sql.Read("select pg_backend_pid()")));
        var refused = await node.FailAsync(Sql.Read("insert into items values (1) returning id"));
        Assert.Equal((EngineErrorKind.ReadOnly, "25006"), (refused.Kind, refused.SqlState));
        Assert.Equal(0L, await server.ScalarAsync<long>("select count(*) from items", Token));

        var written = await node.RunAsync(Sql.Write("insert into items values (2)") with { Role = ServerRole.Primary });
        Assert.Equal(2U, written.Position.Point.History.Timeline);
        Assert.Equal("2", await node.SingleAsync(Sql.Read("select id from items", mustCover: written.Position)));
    }

    /// <summary>The old primary writes on, on the old timeline: neither server's positions prove anything on the other.</summary>
    [Fact]
    public async Task Promote_OldPrimaryGoesOn_ItsPositionsProveNothing()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 1);
        var (old, promoted) = (cluster.Primary, cluster.Replicas[0]);
        await using var one = Node.Open(old);
        await using var two = Node.Open(promoted);
        var engine = new PostgresEngine(TimeProvider.System);
        await two.ProbeAsync(Token);
        await cluster.PromoteAsync(promoted, Token);

        var left = await one.RunAsync(Sql.Write("create table left_table (id int)"));
        var right = await two.RunAsync(Sql.Write("create table right_table (id int)"));

        Assert.Equal(PositionOrder.Concurrent, left.Position!.CompareTo(right.Position!));
        Assert.Equal(EngineErrorKind.NotReached, (await two.FailAsync(Sql.Read("select 1", mustCover: left.Position))).Kind);
        Assert.Equal(EngineErrorKind.NotReached, (await one.FailAsync(Sql.Read("select 1", mustCover: right.Position))).Kind);
        var (first, second) = (await one.ProbeAsync(Token), await two.ProbeAsync(Token));
        Assert.Equal(HistoryRelation.Older, engine.CompareHistories(first, second));
        Assert.Equal(HistoryRelation.Newer, engine.CompareHistories(second, first));
        Assert.False(engine.CanReach(second, left.Position!));
        Assert.True(engine.CanReach(second, right.Position!));
    }
}
