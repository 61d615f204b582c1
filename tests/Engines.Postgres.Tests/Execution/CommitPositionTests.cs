using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>The demand <see cref="PositionDemand.Commit"/>: a server that covers the position shows the write.</summary>
[Collection(nameof(SharedCluster))]
public sealed class CommitPositionTests(SharedClusterFixture shared) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await shared.Primary.ExecuteAsync(
        "create table if not exists written (id serial primary key, text text); grant all on all tables in schema public to public; "
        + "grant all on all sequences in schema public to public",
        Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Commit_ManyWrites_AreShownByEveryReplicaThatCoversThem()
    {
        await using var primary = Node.Open(shared.Primary);
        var replicas = shared.Cluster.Replicas.Select(replica => Node.Open(replica)).ToArray();
        // Somebody else's transactions keep the log moving around the writes.
        await using var other = new BackgroundWriter(shared.Primary, "select pg_logical_emit_message(true, 'a', 'b')");
        for (var i = 0; i < 300; i++)
        {
            var id = $"loop {i}";
            var insert = $"insert into written (text) values ('{id}')";
            var written = await primary.RunAsync(i % 2 == 0 ? Sql.Write(insert) : Sql.Returning(insert + " returning id"));
            Assert.True(written.Position!.Covers(written.BeforeCommit!));
            var read = Sql.Read($"select count(*) from written where text = '{id}'", mustCover: written.Position);
            foreach (var shown in await Task.WhenAll(replicas.Select(replica => replica.ReadOnceReachedAsync(read))))
            {
                Assert.Equal("1", shown.Single);
            }
        }

        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_ReplicaStandsBeforeTheWrite_CoversOnlyThePositionBeforeIt(bool returning)
    {
        var replica = shared.FirstReplica;
        await using var primary = Node.Open(shared.Primary);
        await using var node = Node.Open(replica);
        await shared.Cluster.WaitForReplayAsync(replica, Token);
        await shared.Cluster.PauseReplayAsync(replica, Token);
        try
        {
            const string Insert = "insert into written (text) values ('before') returning id";
            var written = await primary.RunAsync(returning ? Sql.Returning(Insert) : Sql.Write(Insert.Split(" returning")[0]));
            var reached = (await node.ProbeAsync(Token)).Reached!;
            Assert.False(reached.Covers(written.Position!));
            Assert.True(written.BeforeCommit.Point.Lsn <= written.Position.Point.Lsn);
            Assert.True(
                written.BeforeCommit.Point.Lsn >= reached.Point.Lsn, "The floor lies before what was there before the write.");
            Assert.Equal(0UL, written.BeforeCommit.Point.Xid);
        }
        finally
        {
            await shared.Cluster.ResumeReplayAsync(replica, Token);
        }
    }

    /// <summary>
    /// Why the position is read behind COMMIT: the one that was read inside the transaction is covered by a replica that lacks
    /// the row.
    /// </summary>
    [Fact]
    public async Task Commit_PositionReadInsideTheTransaction_IsCoveredWithoutTheRow()
    {
        var replica = shared.FirstReplica;
        await using var node = Node.Open(replica);
        ulong inside, behind;
        await using (var transaction = await OpenTransaction.BeginAsync(
            shared.Primary, "insert into written (text) values ('inside')"))
        {
            // Somebody else's commit flushes what the transaction has written.
            await shared.Primary.ExecuteAsync("select pg_logical_emit_message(true, 'a', 'b')", Token);
            inside = Lsn.Parse(await transaction.ScalarAsync<string>("select pg_current_wal_flush_lsn()::text"));
            await replica.WaitForAsync(
                "the replica has replayed it", $"select pg_last_wal_replay_lsn() >= '{Lsn.Format(inside)}'");
            await shared.Cluster.PauseReplayAsync(replica, Token);
            await transaction.CommitAsync();
            behind = await shared.Primary.LsnAsync("pg_current_wal_flush_lsn");
        }

        try
        {
            var history = (await node.ProbeAsync(Token)).Reached.Point.History;
            const string Count = "select count(*) from written where text = 'inside'";
            Assert.Equal("0", await node.SingleAsync(Sql.Read(Count, mustCover: new PostgresPosition(history, inside))));
            var error = await node.FailAsync(Sql.Read(Count, mustCover: new PostgresPosition(history, behind)));
            Assert.Equal(EngineErrorKind.NotReached, error.Kind);
        }
        finally
        {
            await shared.Cluster.ResumeReplayAsync(replica, Token);
        }
    }

    [Fact]
    public async Task Commit_RowsAndCounts_AreTold()
    {
        await using var primary = Node.Open(shared.Primary);
        var sink = new RecordingSink();
        var returned = await primary.ExecuteAsync(
            Sql.Returning("insert into written (text) values ('a'), ('b') returning text"), sink, Token);
        Assert.Equal(("INSERT", 2L, ServerRole.Primary), (returned.Command, returned.RowCount, returned.Role));
        Assert.Equal(["a", "b"], sink.Rows.Select(row => row[0]));

        var updated = await primary.RunAsync(Sql.Write("update written set text = 'c' where text in ('a', 'b')"));
        Assert.Equal(("UPDATE", 2L), (updated.Command, updated.RowCount));
        var none = await primary.RunAsync(Sql.Write("delete from written where text = 'a'"));
        Assert.Equal(("DELETE", 0L), (none.Command, none.RowCount));
        Assert.NotNull(none.Position);
        var created = await primary.RunAsync(Sql.Write("create temporary table gone (id int)"));
        Assert.Equal(("CREATE", 0L), (created.Command, created.RowCount));
    }

    [Fact]
    public async Task Commit_WriteToAReplica_IsReadOnly()
    {
        await using var replica = Node.Open(shared.FirstReplica);
        foreach (var request in new[]
        {
            Sql.Write("insert into written (text) values ('a')"),
            Sql.Returning("insert into written (text) values ('a') returning id"),
            Sql.Read("insert into written (text) values ('a') returning id"),
        })
        {
            var error = await replica.FailAsync(request);
            Assert.Equal(
                (EngineErrorKind.ReadOnly, "25006", StatementOutcome.NotApplied), (error.Kind, error.SqlState, error.Outcome));
        }
    }
}
