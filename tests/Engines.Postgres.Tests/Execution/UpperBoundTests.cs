using System.Globalization;
using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>The demand <see cref="PositionDemand.After"/>: what was shown is there wherever it is covered.</summary>
[Collection(nameof(SharedCluster))]
public sealed class UpperBoundTests(SharedClusterFixture shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Users.App)]
    [InlineData(Users.Stats)]
    public async Task After_ReadWhileOthersWrite_IsShownByEveryServerThatCoversIt(string user)
    {
        await shared.Primary.ExecuteAsync(
            "create table if not exists shown (id bigint primary key); grant all on shown to public", Token);
        foreach (var replica in shared.Cluster.Replicas)
        {
            await shared.Cluster.WaitForReplayAsync(replica, Token);
        }

        await using var writer = new BackgroundWriter(shared.Primary, "insert into shown select coalesce(max(id), 0) + 1 from shown");
        var nodes = shared.Cluster.Servers.Select(server => Node.Open(server, user)).ToArray();
        const string Newest = "select coalesce(max(id), 0) from shown";
        for (var i = 0; i < 150; i++)
        {
            // Round and round: from a replica to the primary, from the primary to a replica, from replica to replica.
            var (from, to) = (nodes[i % 3], nodes[(i + 1 + (i / 3 % 2)) % 3]);
            var sink = new RecordingSink();
            var shown = await from.ExecuteAsync(Sql.Read(Newest, PositionDemand.After), sink, Token);
            var again = await to.ReadOnceReachedAsync(Sql.Read(Newest, mustCover: shown.Position));
            var (first, second) = (Number(sink), Number(again));
            Assert.True(second >= first, $"{from.Name} showed {first}, {to.Name} shows {second} and claims to cover it.");
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>The record in flight may show already: its transaction leaves the running ones before the position counts it.</summary>
    [Fact]
    public async Task After_RecordReceivedButNotReplayed_IsOneByteMore()
    {
        var replica = shared.FirstReplica;
        await shared.Primary.ExecuteAsync("create table if not exists locked (id int)", Token);
        await shared.Cluster.WaitForReplayAsync(replica, Token);
        await using var node = Node.Open(replica);
        await using (await OpenTransaction.BeginAsync(replica, "select from locked"))
        {
            // Replay must not take the lock that this reader stands in the way of.
            await shared.Primary.ExecuteAsync("truncate locked", Token);
            await replica.WaitForAsync(
                "replay waits for the reader's lock",
                "select exists (select from pg_stat_activity where backend_type = 'startup' and wait_event_type = 'Lock')");
            var replayed = await replica.LsnAsync("pg_last_wal_replay_lsn");
            var result = await node.RunAsync(Sql.Read("select 1", PositionDemand.After));
            Assert.Equal(replayed + 1, result.Position.Point.Lsn);
            Assert.Equal(replayed, result.Reached.Point.Lsn);
            Assert.False(result.Reached!.Covers(result.Position!));
        }

        await shared.Cluster.WaitForReplayAsync(replica, Token);
    }

    [Fact]
    public async Task After_ReplayPausedBetweenRecords_IsWhatWasReplayed()
    {
        var replica = shared.FirstReplica;
        await using var node = Node.Open(replica);
        await shared.Cluster.PauseReplayAsync(replica, Token);
        try
        {
            await shared.Primary.ExecuteAsync("select pg_logical_emit_message(true, 'a', 'b')", Token);
            await replica.WaitForAsync(
                "something was received", "select pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()");
            var result = await node.RunAsync(Sql.Read("select 1", PositionDemand.After));
            Assert.Equal(await replica.LsnAsync("pg_last_wal_replay_lsn"), result.Position.Point.Lsn);
            Assert.True(result.Reached!.Covers(result.Position!));
        }
        finally
        {
            await shared.Cluster.ResumeReplayAsync(replica, Token);
        }
    }

    [Fact]
    public async Task After_Replica_RemembersWhichTransactionsItMayHaveShown()
    {
        await using var replica = Node.Open(shared.FirstReplica);
        var xmax = await shared.FirstReplica.ScalarAsync<long>(
            "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint", Token);
        var result = await replica.RunAsync(Sql.Read("select 1", PositionDemand.After));
        Assert.Equal(ServerRole.Replica, result.Role);
        Assert.True(result.Position.Point.Xid >= (ulong)xmax);
        Assert.Equal(PositionPoint.AnyXid, result.Reached.Point.Xid);
    }

    [Fact]
    public async Task After_Primary_IsItsLogsEnd()
    {
        await using var primary = Node.Open(shared.Primary);
        var before = await shared.Primary.LsnAsync("pg_current_wal_insert_lsn");
        var result = await primary.RunAsync(Sql.Read("select 1", PositionDemand.After));
        Assert.Equal(ServerRole.Primary, result.Role);
        Assert.InRange(result.Position.Point.Lsn, before, await shared.Primary.LsnAsync("pg_current_wal_insert_lsn"));
        Assert.Equal(0UL, result.Position.Point.Xid);
        Assert.Null(result.BeforeCommit);
    }

    [Fact]
    public async Task After_StatementFails_TheErrorHasThePosition()
    {
        foreach (var server in shared.Cluster.Servers)
        {
            await using var node = Node.Open(server);
            var error = await node.FailAsync(Sql.Read("select 1 / (select 0)", PositionDemand.After));
            Assert.Equal((EngineErrorKind.SqlError, "22012"), (error.Kind, error.SqlState));
            Assert.NotNull(error.Position);
            Assert.Equal((await node.ProbeAsync(Token)).Incarnation, error.Incarnation);
        }
    }

    private static long Number(RecordingSink sink) => long.Parse(sink.Single, CultureInfo.InvariantCulture);
}
