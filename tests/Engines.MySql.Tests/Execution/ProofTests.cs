using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Support;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.MySql.Tests.Execution;

/// <summary>A read is handed out only by a server that has proved, before it, to have come far enough.</summary>
[Collection(nameof(SharedClusterGroup))]
public sealed class ProofTests(SharedClusters shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ReplicaHasNotReached_NoRowIsHandedOut(Family family)
    {
        var cluster = await OpenAsync(family, "late");
        var replica = cluster.Replicas[0];
        await using var primary = Node.Open(family, cluster.Primary);
        await using var node = Node.Open(family, replica, configure: options => options with { MaxConnections = 1 });
        await cluster.PauseReplayAsync(replica, Token);
        try
        {
            var written = await primary.RunAsync(Sql.Write("insert into late (v) values ('a')"));
            var sink = new RecordingSink();

            var error = await node.FailAsync(Sql.Read("select v from late", mustCover: written.Position), sink);

            Assert.Equal((EngineErrorKind.NotReached, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            Assert.Null(sink.Columns);
            // The connection is in step: the next statement's answer is its own.
            Assert.Equal("7", await node.SingleAsync(Sql.Read("select 7")));
        }
        finally
        {
            await cluster.ResumeReplayAsync(replica, Token);
        }
    }

    /// <summary>What a read remembers is enough for any other server to show the same.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ReadRemembers_AnotherServerThatCoversItShowsTheSame(Family family)
    {
        var cluster = await OpenAsync(family, "seen");
        await using var primary = Node.Open(family, cluster.Primary);
        await using var node = Node.Open(family, cluster.Replicas[0]);
        await cluster.Primary.ExecuteAsync("insert into seen (v) values ('a')", Token);
        var sink = new RecordingSink();

        var read = await primary.ExecuteAsync(Sql.Read("select v from seen", PositionDemand.After), sink, Token);

        Assert.Equal(("a", ServerRole.Primary, 1L, "SELECT"), (sink.Single, read.Role, read.RowCount, read.Command));
        Assert.Equal("a", (await node.ReadOnceReachedAsync(Sql.Read("select v from seen", mustCover: read.Position))).Single);
        var again = await node.RunAsync(Sql.Read("select v from seen", PositionDemand.After));
        Assert.Equal(ServerRole.Replica, again.Role);
        Assert.True(again.Reached!.Covers(read.Position!));
    }

    /// <summary>A primary is proved like any other server; MariaDB's by its monitor, from its binary log.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_OnPrimary_ProvesWhatAReplicaHasShown(Family family)
    {
        var cluster = await OpenAsync(family, "proved");
        await using var primary = Node.Open(family, cluster.Primary);
        await using var node = Node.Open(family, cluster.Replicas[0]);
        await cluster.Primary.ExecuteAsync("insert into proved (v) values ('a')", Token);
        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);
        var shown = await node.RunAsync(Sql.Read("select v from proved", PositionDemand.After));

        var status = await primary.ProbeUntilAsync("the primary is proved", status => status.Reached?.Covers(shown.Position!) == true);

        Assert.Equal(ServerRole.Primary, status.Role);
        Assert.Equal("a", (await primary.ReadOnceReachedAsync(Sql.Read("select v from proved", mustCover: shown.Position))).Single);
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_PrimaryWanted_ReplicaRefuses(Family family)
    {
        var cluster = await OpenAsync(family, "roles");
        await using var node = Node.Open(family, cluster.Replicas[0]);

        var error = await node.FailAsync(Sql.Read("select v from roles") with { Role = ServerRole.Primary });

        Assert.Equal(EngineErrorKind.NotPrimary, error.Kind);
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_AnotherIncarnation_NothingIsSent(Family family)
    {
        var cluster = await OpenAsync(family, "lives");
        await using var node = Node.Open(family, cluster.Primary);

        var error = await node.FailAsync(Sql.Write("insert into lives (v) values ('a')") with { Incarnation = new ServerIncarnation(7) });

        Assert.Equal((EngineErrorKind.IncarnationChanged, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal(0, await cluster.Primary.ScalarAsync<int>("select count(*) from lives", Token));
    }

    /// <summary>An error depends on data as much as rows do.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ReadFails_ErrorHasAPosition(Family family)
    {
        var cluster = await OpenAsync(family, "failing");
        await using var node = Node.Open(family, cluster.Replicas[0], configure: options => options with { MaxConnections = 1 });

        var error = await node.FailAsync(Sql.Read("select nothing from failing", PositionDemand.After));

        Assert.Equal((EngineErrorKind.SqlError, 1054), (error.Kind, error.ErrorNumber));
        Assert.NotNull(error.Position);
        Assert.True(error.Incarnation.IsKnown);
        Assert.Equal("7", await node.SingleAsync(Sql.Read("select 7")));
    }

    /// <summary>The pool for reading is read-only on the server itself, whatever a statement's text shows.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ReadThatWrites_ServerRefuses(Family family)
    {
        var cluster = await OpenAsync(family, "hidden");
        await using var node = Node.Open(family, cluster.Primary, SqlLogin.Administrator);

        var error = await node.FailAsync(Sql.Read("insert into hidden (v) values ('a')"));

        Assert.Equal((EngineErrorKind.ReadOnly, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal(0, await cluster.Primary.ScalarAsync<int>("select count(*) from hidden", Token));
    }

    /// <summary>A user whom read_only does not stop: the guard does.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_PrivilegedWriteOnReplica_IsNotApplied(Family family)
    {
        var cluster = await OpenAsync(family, "errant");
        var replica = cluster.Replicas[0];
        if (family == Family.MySql)
        {
            await replica.ExecuteAsync("set global super_read_only = off", Token);
        }

        try
        {
            await using var node = Node.Open(family, replica, SqlLogin.Administrator);
            var writes = new[]
            {
                Sql.Write("insert into errant (v) values ('a')"), Sql.Definition("create table errant_too (id int)"),
                Sql.Returning("select v from errant for update"), Sql.Call("call nothing_there()"),
            };
            foreach (var write in writes)
            {
                var error = await node.FailAsync(write with { Role = ServerRole.Primary });
                Assert.Equal(StatementOutcome.NotApplied, error.Outcome);
                Assert.Equal(write.Sql.StartsWith("call", StringComparison.Ordinal) ? EngineErrorKind.SqlError : EngineErrorKind.NotPrimary, error.Kind);
            }

            Assert.Equal(0, await replica.ScalarAsync<int>("select count(*) from errant", Token));
        }
        finally
        {
            if (family == Family.MySql)
            {
                await replica.ExecuteAsync("set global super_read_only = on", Token);
            }
        }
    }

    /// <summary>A statement with parameters is prepared once a connection, and reads like one without.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_WithParameters_ProofAndPositionRideAlong(Family family)
    {
        var cluster = await OpenAsync(family, "given");
        await using var primary = Node.Open(family, cluster.Primary);
        await using var node = Node.Open(family, cluster.Replicas[0]);
        var written = await primary.RunAsync(Sql.Write("insert into given (v) values (?)").With("it's"));
        for (var i = 0; i < 3; i++)
        {
            var request = Sql.Read("select v from given where v = ?", PositionDemand.After, written.Position).With("it's");
            Assert.Equal("it's", (await node.ReadOnceReachedAsync(request)).Single);
        }
    }

    private async Task<BinlogCluster> OpenAsync(Family family, string table)
    {
        var cluster = await shared.GetAsync(family);
        await cluster.Primary.ExecuteAsync(
            $"drop table if exists {table}; create table {table} (id int auto_increment primary key, v varchar(20))", Token);
        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);
        return cluster;
    }
}
