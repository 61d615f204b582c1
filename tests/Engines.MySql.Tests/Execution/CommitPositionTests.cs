using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Support;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.MySql.Tests.Execution;

/// <summary>The position that a write brings back covers the write, on every path that a commit can take.</summary>
[Collection(nameof(SharedClusterGroup))]
public sealed class CommitPositionTests(SharedClusters shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_Insert_PositionIsTheOwnTransaction(Family family)
    {
        var (cluster, node, other) = await OpenAsync(family, "own");
        await using var _ = node;
        await using var __ = other;
        var replica = cluster.Replicas[0];
        await node.ProbeAsync(Token);
        await cluster.PauseReplayAsync(replica, Token);
        try
        {
            var result = await node.RunAsync(Sql.Write("insert into own (v) values ('a'), ('b')"));

            Assert.Equal((2L, 1UL, "INSERT"), (result.RowCount, result.LastInsertId, result.Command));
            Assert.Equal(ServerRole.Primary, result.Role);
            Assert.NotNull(result.BeforeCommit);
            Assert.False(result.BeforeCommit.Covers(result.Position!));
            Assert.True(result.Reached!.Covers(result.Position!));
            Assert.DoesNotContain(',', result.Position!.ToString());
            Assert.Equal(EngineErrorKind.NotReached, (await other.FailAsync(Sql.Read("select count(*) from own", mustCover: result.Position))).Kind);
            await cluster.ResumeReplayAsync(replica, Token);
            Assert.Equal("2", (await other.ReadOnceReachedAsync(Sql.Read("select count(*) from own", mustCover: result.Position))).Single);
        }
        finally
        {
            await cluster.ResumeReplayAsync(replica, Token);
        }
    }

    /// <summary>Resetting a connection puts the tracker back; it has to be armed again.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_OnOneConnectionAgainAndAgain_EveryPositionIsItsOwn(Family family)
    {
        var (_, node, other) = await OpenAsync(family, "again", options => options with { MaxConnections = 1 });
        await using var _ = node;
        await using var __ = other;
        ReplicationPosition? last = null;
        for (var i = 0; i < 5; i++)
        {
            var result = await node.RunAsync(Sql.Write("insert into again (v) values (?)").With($"{i}"));
            Assert.DoesNotContain(',', result.Position!.ToString());
            Assert.NotEqual(last, result.Position);
            Assert.True(result.BeforeCommit!.CompareTo(result.Position) is not PositionOrder.After and not PositionOrder.Equal);
            last = result.Position;
        }
    }

    /// <summary>It depends on data that others wrote, and has no transaction of its own.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_UpdateOfNoRow_PositionIsEverythingThatItMayHaveSeen(Family family)
    {
        var (cluster, node, other) = await OpenAsync(family, "none");
        await using var _ = node;
        await using var __ = other;
        await cluster.Primary.ExecuteAsync("insert into none (v) values ('x')", Token);
        await cluster.Primary.ExecuteAsync("delete from none", Token);

        var result = await node.RunAsync(Sql.Write("update none set v = 'y' where v = 'x'"));

        Assert.Equal(0L, result.RowCount);
        Assert.Equal("0", (await other.ReadOnceReachedAsync(Sql.Read("select count(*) from none", mustCover: result.Position))).Single);
    }

    /// <summary>MySQL reports a procedure's transaction on its first result, and nothing on the last.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_CallThatCommits_PositionCoversAllOfIt(Family family)
    {
        var (cluster, node, other) = await OpenAsync(family, "called");
        await using var _ = node;
        await using var __ = other;
        await cluster.Primary.ExecuteAsync(
            "create procedure fill() begin insert into called (v) values ('a'); select count(*) from called; insert into called (v) values ('b'); select 'ignored'; end",
            Token);
        var sink = new RecordingSink();

        var result = await node.ExecuteAsync(Sql.Call("call fill()"), sink, Token);

        Assert.Equal("1", sink.Single);
        Assert.Equal(1L, result.RowCount);
        Assert.Equal("2", (await other.ReadOnceReachedAsync(Sql.Read("select count(*) from called", mustCover: result.Position))).Single);
        await cluster.Primary.ExecuteAsync("drop procedure fill", Token);
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_CallThatFailsHalfway_OutcomeIsUnknownAndPositionCoversIt(Family family)
    {
        var (cluster, node, other) = await OpenAsync(family, "half");
        await using var _ = node;
        await using var __ = other;
        await cluster.Primary.ExecuteAsync(
            "create procedure half() begin insert into half (v) values ('a'); insert into half (id) values (1); end", Token);

        var error = await node.FailAsync(Sql.Call("call half()"));

        Assert.Equal((EngineErrorKind.ConstraintViolation, StatementOutcome.Unknown), (error.Kind, error.Outcome));
        Assert.Equal("1", (await other.ReadOnceReachedAsync(Sql.Read("select count(*) from half", mustCover: error.Position))).Single);
        await cluster.Primary.ExecuteAsync("drop procedure half", Token);
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_Definition_PositionCoversIt(Family family)
    {
        var (_, node, other) = await OpenAsync(family, "defined");
        await using var _ = node;
        await using var __ = other;

        var result = await node.RunAsync(Sql.Definition("alter table defined add column extra int default 7"));

        await other.ReadOnceReachedAsync(Sql.Read("select extra from defined", mustCover: result.Position));
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_DefinitionThatFails_ChangedNothing(Family family)
    {
        var (_, node, other) = await OpenAsync(family, "refused");
        await using var _ = node;
        await using var __ = other;

        var error = await node.FailAsync(Sql.Definition("create table refused (id int)"));

        Assert.Equal((EngineErrorKind.SqlError, 1050, StatementOutcome.NotApplied), (error.Kind, error.ErrorNumber, error.Outcome));
        Assert.NotNull(error.Position);
    }

    /// <summary>MariaDB drops the tables that it finds before it says that one is missing; MySQL drops all or none.</summary>
    [Theory]
    [InlineData(Family.MySql, StatementOutcome.NotApplied)]
    [InlineData(Family.MariaDb, StatementOutcome.Unknown)]
    public async Task Execute_DefinitionThatFailsHalfway_OutcomeTellsTheTruth(Family family, StatementOutcome outcome)
    {
        var (cluster, node, other) = await OpenAsync(family, "dropped");
        await using var _ = node;
        await using var __ = other;

        var error = await node.FailAsync(Sql.Definition("drop table dropped, missing"));

        Assert.Equal((1051, outcome), (error.ErrorNumber, error.Outcome));
        Assert.Equal(
            outcome == StatementOutcome.NotApplied ? 1 : 0,
            await cluster.Primary.ScalarAsync<int>("select count(*) from information_schema.tables where table_name = 'dropped'", Token));
        Assert.NotNull(error.Position);
    }

    /// <summary>A unique violation shows a row.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_UniqueViolation_PositionCoversTheRowThatItShows(Family family)
    {
        var (cluster, node, other) = await OpenAsync(family, "shown");
        await using var _ = node;
        await using var __ = other;
        await cluster.Primary.ExecuteAsync("insert into shown (id, v) values (1, 'x')", Token);

        var error = await node.FailAsync(Sql.Write("insert into shown (id) values (1)"));

        Assert.Equal((EngineErrorKind.ConstraintViolation, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal("x", (await other.ReadOnceReachedAsync(Sql.Read("select v from shown", mustCover: error.Position))).Single);
    }

    [Theory]
    [InlineData(Family.MySql, "select v from rows_of for update")]
    [InlineData(Family.MariaDb, "insert into rows_of (v) values ('a') returning v")]
    public async Task Execute_WriteWithRows_PositionCoversIt(Family family, string sql)
    {
        var (cluster, node, other) = await OpenAsync(family, "rows_of");
        await using var _ = node;
        await using var __ = other;
        if (family == Family.MySql)
        {
            await cluster.Primary.ExecuteAsync("insert into rows_of (v) values ('a')", Token);
        }

        var sink = new RecordingSink();
        var result = await node.ExecuteAsync(Sql.Returning(sql), sink, Token);

        Assert.Equal(("a", 1L), (sink.Single, result.RowCount));
        Assert.Equal("a", (await other.ReadOnceReachedAsync(Sql.Read("select v from rows_of", mustCover: result.Position))).Single);
    }

    [Fact]
    public async Task Execute_SinkRefusesRows_NothingIsCommitted()
    {
        var (cluster, node, other) = await OpenAsync(Family.MariaDb, "too_much");
        await using var _ = node;
        await using var __ = other;
        var sink = new RecordingSink { OnRow = static _ => throw new InvalidDataException("too much") };

        await Assert.ThrowsAsync<InvalidDataException>(
            async () => await node.ExecuteAsync(Sql.Returning("insert into too_much (v) values ('a'), ('b') returning v"), sink, Token));

        await Wait.UntilAsync(
            "nothing is there",
            async token => await cluster.Primary.ScalarAsync<int>("select count(*) from too_much", token) == 0,
            cancellationToken: Token);
        Assert.Equal(1L, (await node.RunAsync(Sql.Write("insert into too_much (v) values ('c')"))).RowCount);
    }

    private async Task<(BinlogCluster Cluster, INodeClient Primary, INodeClient Replica)> OpenAsync(
        Family family, string table, Func<NodeOptions, NodeOptions>? configure = null)
    {
        var cluster = await shared.GetAsync(family);
        await cluster.Primary.ExecuteAsync(
            $"drop table if exists {table}; create table {table} (id int auto_increment primary key, v varchar(20))", Token);
        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);
        return (cluster, Node.Open(family, cluster.Primary, configure: configure), Node.Open(family, cluster.Replicas[0]));
    }
}
