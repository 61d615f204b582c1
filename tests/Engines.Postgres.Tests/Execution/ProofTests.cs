using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>The demand <see cref="PositionDemand.Before"/>: no row without proof.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ProofTests(SharedClusterFixture shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Users.App)]
    [InlineData(Users.Stats)]
    public async Task Before_ReplicaReachedIt_GivesTheRows(string user)
    {
        await using var primary = Node.Open(shared.Primary);
        await using var replica = Node.Open(shared.FirstReplica, user);
        await primary.RunAsync(Sql.Write("create table if not exists proven (id int)"));
        var written = await primary.RunAsync(Sql.Write("insert into proven values (1)"));

        var read = Sql.Read("select 'row'", mustCover: written.Position);
        Assert.Equal("row", (await replica.ReadOnceReachedAsync(read)).Single);
    }

    [Theory]
    [InlineData(Users.App)]
    [InlineData(Users.Stats)]
    public async Task Before_ReplicaHasNotReachedIt_HandsOutNothing(string user)
    {
        await using var primary = Node.Open(shared.Primary);
        await using var replica = Node.Open(shared.FirstReplica, user);
        await shared.Cluster.PauseReplayAsync(shared.FirstReplica, Token);
        ReplicationPosition position;
        try
        {
            var write = Sql.Write("do $$ begin perform pg_logical_emit_message(true, 'a', 'b'); end $$");
            position = (await primary.RunAsync(write)).Position!;
            var sink = new RecordingSink();
            var error = await replica.FailAsync(
                Sql.Read("select pg_backend_pid() from generate_series(1, 1000)", mustCover: position), sink);
            Assert.Equal((EngineErrorKind.NotReached, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            Assert.Null(sink.Columns);
            Assert.Empty(sink.Calls);
        }
        finally
        {
            await shared.Cluster.ResumeReplayAsync(shared.FirstReplica, Token);
        }

        await replica.ReadOnceReachedAsync(Sql.Read("select 1", mustCover: position));
    }

    [Fact]
    public async Task Before_NotReached_KeepsTheConnection()
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        var reached = (await node.ProbeAsync(Token)).Reached.Point;
        var process = await node.SingleAsync(Sql.Read("select pg_backend_pid()"));
        var future = new PostgresPosition(reached.History, reached.Lsn + (1UL << 40));
        for (var i = 0; i < 20; i++)
        {
            var error = await node.FailAsync(Sql.Read("select n from generate_series(1, 100000) n", mustCover: future));
            Assert.Equal(EngineErrorKind.NotReached, error.Kind);
            Assert.Equal(process, await node.SingleAsync(Sql.Read("select pg_backend_pid()")));
        }
    }

    [Fact]
    public async Task Before_PrimaryFlushedIt_GivesTheRows()
    {
        await using var primary = Node.Open(shared.Primary);
        var written = await primary.RunAsync(Sql.Write("create table if not exists flushed (id int)"));
        Assert.Equal("1", await primary.SingleAsync(Sql.Read("select 1", mustCover: written.Position)));
    }

    /// <summary>A primary is proved like any other: what a standby has shown may still be running on it.</summary>
    [Fact]
    public async Task Before_TransactionStillRunsOnThePrimary_IsNotReached()
    {
        await using var primary = Node.Open(shared.Primary);
        ReplicationPosition demand;
        await using (var running = await OpenTransaction.BeginAsync(shared.Primary, "select pg_current_xact_id()"))
        {
            var xid = ulong.Parse((await running.ScalarAsync<string>("select pg_current_xact_id()::text"))!);
            var reached = (await primary.ProbeAsync(Token)).Reached.Point;
            demand = new PostgresPosition(reached.History, reached.Lsn, xid + 1);
            var error = await primary.FailAsync(Sql.Read("select 1", mustCover: demand));
            Assert.Equal(EngineErrorKind.NotReached, error.Kind);
            await primary.RunAsync(Sql.Read("select 1", mustCover: new PostgresPosition(reached.History, reached.Lsn, xid)));
        }

        await primary.ReadOnceReachedAsync(Sql.Read("select 1", mustCover: demand));
    }

    [Fact]
    public async Task Before_AnotherHistory_IsNeverReached()
    {
        foreach (var server in shared.Cluster.Servers)
        {
            await using var node = Node.Open(server);
            var own = (await node.ProbeAsync(Token)).Reached.Point.History;
            foreach (var history in new[] { own with { Timeline = 2 }, own with { SystemIdentifier = own.SystemIdentifier + 1 } })
            {
                var error = await node.FailAsync(Sql.Read("select 1", mustCover: new PostgresPosition(history, 1)));
                Assert.Equal(EngineErrorKind.NotReached, error.Kind);
            }
        }
    }

    [Fact]
    public async Task Role_PrimaryDemandedOfAReplica_IsNotPrimary()
    {
        await using var replica = Node.Open(shared.FirstReplica);
        var sink = new RecordingSink();
        var error = await replica.FailAsync(Sql.Read("select 1") with { Role = ServerRole.Primary }, sink);
        Assert.Equal((EngineErrorKind.NotPrimary, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Null(sink.Columns);
    }

    /// <summary>Also where the statement itself would have run: a function that locks, a CALL.</summary>
    [Fact]
    public async Task Role_WriteSentToAReplica_IsNotPrimary()
    {
        await using var replica = Node.Open(shared.FirstReplica);
        foreach (var request in new[]
        {
            Sql.Returning("select 1"), Sql.Write("do 'begin end'"), Sql.Call("select 1"),
            Sql.Write("create table nowhere (id int)"), Sql.Returning("insert into pg_class default values returning 1"),
        })
        {
            var sink = new RecordingSink();
            var error = await replica.FailAsync(request with { Role = ServerRole.Primary }, sink);
            Assert.Equal((EngineErrorKind.NotPrimary, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            Assert.Empty(sink.Rows);
        }
    }

    [Fact]
    public async Task None_ReplicaAtAnyPosition_GivesRowsAndNoPosition()
    {
        await using var replica = Node.Open(shared.FirstReplica);
        var result = await replica.RunAsync(Sql.Read("select n from generate_series(1, 3) n"));
        Assert.Equal(("SELECT", 3L), (result.Command, result.RowCount));
        Assert.Null(result.Position);
        Assert.Null(result.BeforeCommit);
        Assert.Equal(ServerRole.Unknown, result.Role);
        Assert.Equal((await replica.ProbeAsync(Token)).Incarnation, result.Incarnation);
    }
}
