using CausalGateway.Engines.Postgres.Nodes;
using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Nodes;

[Collection(nameof(SharedCluster))]
public sealed class ProbeTests(SharedClusterFixture shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ProbeAsync_Primary_TellsRoleHistoryAndPosition()
    {
        await using var node = Node.Open(shared.Primary);
        var system = await shared.Primary.ScalarAsync<string>("select system_identifier::text from pg_control_system()", Token);
        var before = await shared.Primary.LsnAsync("pg_current_wal_insert_lsn");
        var status = Assert.IsType<PostgresNodeStatus>(await node.ProbeAsync(Token));
        var after = await shared.Primary.LsnAsync("pg_current_wal_insert_lsn");

        Assert.Equal(ServerRole.Primary, status.Role);
        Assert.True(status.Writable);
        Assert.Equal(ReplicationLink.None, status.Link);
        Assert.Null(status.UnreplayedBytes);
        Assert.Empty(status.Warnings);
        Assert.Equal($"timeline 1 of system {system}", status.History);
        Assert.StartsWith("1", status.Version, StringComparison.Ordinal);
        Assert.InRange(status.Reached!.Point.Lsn, before, after);
        Assert.Equal(1U, status.Reached!.Point.History.Timeline);
        Assert.NotEqual(PositionPoint.AnyXid, status.Reached.Point.Xid);
    }

    [Fact]
    public async Task ProbeAsync_Replica_IsOnThePrimarysHistory()
    {
        await using var primary = Node.Open(shared.Primary);
        await using var replica = Node.Open(shared.FirstReplica);
        var written = await primary.ProbeAsync(Token);
        var status = await replica.ProbeUntilAsync(
            "the replica covers the primary's log", status => status.Reached?.Point.Lsn >= written.Reached!.Point.Lsn);

        Assert.Equal(ServerRole.Replica, status.Role);
        Assert.False(status.Writable);
        Assert.Equal(ReplicationLink.Streaming, status.Link);
        Assert.Equal(written.History, status.History);
        Assert.True(status.Reached!.Covers(written.Reached!));
        Assert.NotEqual(written.Incarnation, status.Incarnation);
    }

    [Fact]
    public async Task ProbeAsync_Twice_IsTheSameIncarnation()
    {
        await using var one = Node.Open(shared.FirstReplica);
        await using var another = Node.Open(shared.FirstReplica);
        var first = await one.ProbeAsync(Token);
        Assert.True(first.Incarnation.IsKnown);
        Assert.Equal(first.Incarnation, (await one.ProbeAsync(Token)).Incarnation);
        Assert.Equal(first.Incarnation, (await another.ProbeAsync(Token)).Incarnation);
    }

    [Fact]
    public async Task ProbeAsync_WhileWritesGoOn_ReachedIsALowerBound()
    {
        await shared.Primary.ExecuteAsync("create table if not exists probed (id int)", Token);
        foreach (var server in shared.Cluster.Servers)
        {
            await using var node = Node.Open(server);
            for (var i = 0; i < 20; i++)
            {
                await shared.Primary.ExecuteAsync("insert into probed values (1)", Token);
                var status = await node.ProbeAsync(Token);
                var now = await server.LsnAsync(
                    server == shared.Primary ? "pg_current_wal_insert_lsn" : "pg_last_wal_replay_lsn");
                Assert.True(status.Reached!.Point.Lsn <= now);
            }
        }
    }

    [Fact]
    public async Task ProbeAsync_ReplayPaused_IsReportedWithWhatWaits()
    {
        await using var node = Node.Open(shared.FirstReplica);
        await shared.Cluster.PauseReplayAsync(shared.FirstReplica, Token);
        try
        {
            await shared.Primary.ExecuteAsync("select pg_logical_emit_message(true, 'a', repeat('b', 100000))", Token);
            var status = await node.ProbeUntilAsync(
                "what was received but not replayed is counted", status => status.UnreplayedBytes >= 100_000);
            Assert.Equal(ReplicationLink.Paused, status.Link);
        }
        finally
        {
            await shared.Cluster.ResumeReplayAsync(shared.FirstReplica, Token);
        }

        await node.ProbeUntilAsync(
            "replay goes on", status => status is { Link: ReplicationLink.Streaming, UnreplayedBytes: 0 });
    }

    [Fact]
    public async Task ProbeAsync_PrimaryToldToBeReadOnly_IsNotWritable()
    {
        await using var node = Node.Open(
            shared.Primary,
            configure: options => options with
            {
                Monitor = options.Monitor + ";Options=-c default_transaction_read_only=on",
            });
        Assert.False((await node.ProbeAsync(Token)).Writable);
    }

    [Fact]
    public async Task ProbeAsync_MonitorWithoutRights_NamesTheGrant()
    {
        await using var node = Node.Open(
            shared.FirstReplica, configure: options => options with { Monitor = $"Username={Users.App}" });
        var error = await Assert.ThrowsAsync<EngineException>(async () => await node.ProbeAsync(Token));
        Assert.Equal(EngineErrorKind.PermissionDenied, error.Kind);
        Assert.Contains("GRANT pg_monitor TO \"app\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProbeAsync_UserUnknown_IsUnreachableAndSaysNothingOfIt()
    {
        await using var node = Node.Open(
            shared.Primary, configure: options => options with { Monitor = "Username=nobody_of_that_name" });
        var error = await Assert.ThrowsAsync<EngineException>(async () => await node.ProbeAsync(Token));
        Assert.Equal((EngineErrorKind.Unreachable, "28000"), (error.Kind, error.SqlState));
        Assert.DoesNotContain("nobody_of_that_name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProbeAsync_ManyAtOnce_ShareRoundTrips()
    {
        var relay = shared.Cluster.OpenRelay(shared.Primary);
        await using var node = Node.Open(shared.Primary, relay);
        await node.ProbeAsync(Token);

        // A hundred round trips of their own would take ten seconds.
        relay.Delay = TimeSpan.FromMilliseconds(50);
        var probes = Enumerable.Range(0, 100).Select(_ => node.ProbeAsync(Token).AsTask()).ToArray();
        var statuses = await Task.WhenAll(probes);

        Assert.InRange(statuses.Distinct(ReferenceEqualityComparer.Instance).Count(), 1, 2);
        Assert.Equal(1, relay.ConnectionCount);
    }

    [Fact]
    public async Task DisposeAsync_AfterUse_ClosesEveryConnection()
    {
        const string Application = "closes-every-connection";
        var node = Node.Open(shared.Primary, connection: $"Application Name={Application}");
        await node.RunAsync(Sql.Read("select 1"));
        await node.RunAsync(Sql.Write("do 'begin end'"));
        await node.DisposeAsync();
        await shared.Primary.WaitForAsync(
            "the node's connections are gone",
            $"select not exists (select from pg_stat_activity where application_name in ('{Application}', 'causal-gateway-monitor'))");
    }
}
