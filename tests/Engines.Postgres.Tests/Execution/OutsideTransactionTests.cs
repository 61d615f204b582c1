namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>Statements that the server takes only outside a transaction, and procedures that commit by themselves.</summary>
[Collection(nameof(SharedCluster))]
public sealed class OutsideTransactionTests(SharedClusterFixture shared) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await shared.Primary.ExecuteAsync(
        """
        drop table if exists alone;
        create table alone (id int);
        alter table alone owner to app;
        insert into alone values (1);
        create or replace procedure commits(inout a int, inout b text) language plpgsql as
          'begin insert into alone values (a); commit; insert into alone values (a + 1); a := a + 10; b := b || ''!''; end';
        create or replace procedure commits_then_fails() language plpgsql as
          'begin insert into alone values (42); commit; insert into alone values (43); perform 1 / 0; end';
        create or replace procedure silent() language plpgsql as 'begin insert into alone values (7); commit; end'
        """,
        Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("vacuum alone")]
    [InlineData("vacuum (analyze) alone")]
    [InlineData("create index concurrently on alone (id)")]
    [InlineData("reindex table concurrently alone")]
    public async Task Alone_StatementThatRefusesTransactions_Runs(string sql)
    {
        await using var node = Node.Open(shared.Primary);
        var result = await node.RunAsync(Sql.Alone(sql));
        Assert.Equal(sql.Split(' ')[0].ToUpperInvariant(), result.Command);
        Assert.True(result.Position!.Covers(result.BeforeCommit!));
        await ShownByReplicaAsync(result, "select 1", "1");
    }

    [Fact]
    public async Task Alone_CreateAndDropDatabase_Runs()
    {
        await shared.Primary.ExecuteAsync("alter role app createdb", Token);
        await using var node = Node.Open(shared.Primary);
        var created = await node.RunAsync(Sql.Alone("create database side"));
        await ShownByReplicaAsync(created, "select count(*) from pg_database where datname = 'side'", "1");
        Assert.Equal("side", await node.SingleAsync(Sql.Read("select current_database()") with { Database = "side" }));
        await shared.Primary.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'side'", Token);
        await using var other = Node.Open(shared.Primary);
        await other.RunAsync(Sql.Alone("drop database side"));
    }

    [Fact]
    public async Task Call_ProcedureCommitsInside_RunsAndReturnsItsInOuts()
    {
        await using var node = Node.Open(shared.Primary);
        var sink = new RecordingSink();
        var call = Sql.Call("call commits($1, $2)").With(
            new StatementParameter("5", ParameterKind.Number), new StatementParameter("hey", ParameterKind.Text));
        var result = await node.ExecuteAsync(call, sink, Token);
        Assert.Equal(["15", "hey!"], Assert.Single(sink.Rows));
        Assert.Equal([new ColumnDescription("a", "int4"), new ColumnDescription("b", "text")], sink.Columns!);
        Assert.Equal(("CALL", 1L), (result.Command, result.RowCount));
        await ShownByReplicaAsync(result, "select count(*) from alone where id in (5, 6)", "2");
    }

    [Fact]
    public async Task Call_ProcedureWithoutResults_Runs()
    {
        await using var node = Node.Open(shared.Primary);
        var sink = new RecordingSink();
        var result = await node.ExecuteAsync(Sql.Call("call silent()"), sink, Token);
        Assert.Empty(sink.Rows);
        await ShownByReplicaAsync(result, "select count(*) from alone where id = 7", "1");
    }

    [Fact]
    public async Task Call_ProcedureFailsBehindItsCommit_IsUnknown()
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        var error = await node.FailAsync(Sql.Call("call commits_then_fails()"));
        Assert.Equal((EngineErrorKind.SqlError, "22012", StatementOutcome.Unknown), (error.Kind, error.SqlState, error.Outcome));
        Assert.NotNull(error.Position);
        Assert.Equal("1", await node.SingleAsync(Sql.Read("select count(*) from alone where id in (42, 43)")));
    }

    [Fact]
    public async Task Call_NoSuchProcedure_IsNotApplied()
    {
        await using var node = Node.Open(shared.Primary);
        var error = await node.FailAsync(Sql.Call("call nosuch()"));
        Assert.Equal(("42883", StatementOutcome.NotApplied), (error.SqlState, error.Outcome));
    }

    [Fact]
    public async Task Call_SinkRefusesTheResult_IsUnknown()
    {
        await using var node = Node.Open(shared.Primary);
        var call = Sql.Call("call commits($1, $2)").With(
            new StatementParameter("70", ParameterKind.Number), new StatementParameter("hey", ParameterKind.Text));
        var error = await node.FailAsync(call, new RecordingSink { OnValue = () => throw new IOException("too large") });
        Assert.Equal(StatementOutcome.Unknown, error.Outcome);
        Assert.Equal("2", await node.SingleAsync(Sql.Read("select count(*) from alone where id in (70, 71)")));
    }

    private async Task ShownByReplicaAsync(ExecutionResult written, string query, string expected)
    {
        await using var replica = Node.Open(shared.FirstReplica);
        Assert.Equal(expected, (await replica.ReadOnceReachedAsync(Sql.Read(query, mustCover: written.Position))).Single);
    }
}
