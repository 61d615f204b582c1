using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Support;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.MySql.Tests.Execution;

/// <summary>Cancelling a statement ends it on the server too, and so does its time limit.</summary>
[Collection(nameof(SharedClusterGroup))]
public sealed class CancellationTests(SharedClusters shared)
{
    private const string Longer = "select count(*), 'MARK' from information_schema.collations a, information_schema.collations b, "
        + "information_schema.collations c, information_schema.collations d";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ReadCancelled_EndsOnTheServer(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await using var node = Node.Open(family, cluster.Replicas[0], configure: options => options with { MaxConnections = 1 });
        using var cancelled = new CancellationTokenSource();
        var running = node.FailAsync(Sql.Read(Longer.Replace("MARK", "read-ends", StringComparison.Ordinal)), cancelled: cancelled.Token);
        await cluster.Replicas[0].WaitForRunningAsync("read-ends");

        await cancelled.CancelAsync();

        var error = await running;
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await cluster.Replicas[0].WaitForEndedAsync("read-ends");
        Assert.Equal("7", await node.SingleAsync(Sql.Read("select 7")));
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_WriteCancelledWhileItWaitsForALock_IsNotApplied(Family family)
    {
        var cluster = await OpenAsync(family, "locked");
        await using var node = Node.Open(family, cluster.Primary);
        await using var holder = await cluster.OpenSessionAsync(cluster.Primary, SqlLogin.Administrator, "app", Token);
        await holder.ExecuteAsync("begin; update locked set v = 'held' where id = 1", Token);
        using var cancelled = new CancellationTokenSource();
        var running = node.FailAsync(Sql.Write("update locked set v = 'write-ends' where id = 1"), cancelled: cancelled.Token);
        await cluster.Primary.WaitForRunningAsync("write-ends");

        await cancelled.CancelAsync();

        var error = await running;
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await cluster.Primary.WaitForEndedAsync("write-ends");
        await holder.ExecuteAsync("rollback", Token);
        Assert.Equal("first", await cluster.Primary.ScalarAsync<string>("select v from locked where id = 1", Token));
    }

    /// <summary>MySQL's own limit holds for SELECT only; the gateway's ends everything.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_WriteRunsTooLong_TimesOutAndIsNotApplied(Family family)
    {
        var cluster = await OpenAsync(family, "slow");
        await using var node = Node.Open(
            family, cluster.Primary, configure: options => options with { StatementTimeout = TimeSpan.FromSeconds(1) });
        await node.RunAsync(Sql.Write("update slow set v = 'x' where id = 2"));

        var error = await node.FailAsync(Sql.Write("update slow set v = 'y' where id = 1 and (select count(*) from information_schema.collations a, information_schema.collations b, information_schema.collations c, information_schema.collations d) > 0"));

        Assert.Equal((EngineErrorKind.TimedOut, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal("first", await cluster.Primary.ScalarAsync<string>("select v from slow where id = 1", Token));
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ReadRunsTooLong_TimesOut(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await using var node = Node.Open(
            family, cluster.Replicas[0], configure: options => options with { StatementTimeout = TimeSpan.FromMilliseconds(500) });

        var error = await node.FailAsync(Sql.Read(Longer.Replace("MARK", "read-limit", StringComparison.Ordinal), PositionDemand.After));

        Assert.Equal(EngineErrorKind.TimedOut, error.Kind);
        await cluster.Replicas[0].WaitForEndedAsync("read-limit");
    }

    /// <summary>The server does not answer, not even that it ends the statement.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ServerFrozen_CancellationComesThrough(Family family)
    {
        await using var cluster = await Clusters.StartAsync(family, replicas: 0);
        await cluster.Primary.ExecuteAsync("create table frozen (id int primary key)", Token);
        await using var node = Node.Open(family, cluster.Primary);
        await node.RunAsync(Sql.Write("insert into frozen values (1)").Shareable());
        await node.RunAsync(Sql.Read("select 1").Shareable());
        await cluster.Primary.FreezeAsync(Token);
        using var cancelled = new CancellationTokenSource();
        var write = node.FailAsync(Sql.Write("insert into frozen values (2)"), cancelled: cancelled.Token);
        var read = node.FailAsync(Sql.Read("select 1"), cancelled: cancelled.Token);

        await cancelled.CancelAsync();

        var ended = await Task.WhenAll(write, read).WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.All(ended, error => Assert.Equal(EngineErrorKind.Cancelled, error.Kind));
        Assert.Equal(StatementOutcome.NotApplied, ended[1].Outcome);
        await cluster.Primary.ThawAsync(Token);
        Assert.Equal("7", await node.SingleAsync(Sql.Read("select 7")));
    }

    /// <summary>Rows that nobody wants any more do not hold the server up.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_SinkRefuses_StatementEndsAndItsExceptionComesThrough(Family family)
    {
        var cluster = await OpenAsync(family, "many");
        for (var doubled = 0; doubled < 8; doubled++)
        {
            await cluster.Primary.ExecuteAsync("insert into many select id + (select max(id) from many), v from many", Token);
        }

        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);
        await using var node = Node.Open(family, cluster.Replicas[0], configure: options => options with { MaxConnections = 1 });
        var sink = new RecordingSink { OnRow = static _ => throw new InvalidDataException("enough") };
        const string ManyRows = "select 'sink-refuses', repeat('x', 1000) from many a, many b";

        await Assert.ThrowsAsync<InvalidDataException>(async () => await node.ExecuteAsync(Sql.Read(ManyRows), sink, Token));

        await cluster.Replicas[0].WaitForEndedAsync("sink-refuses");
        Assert.Equal("7", await node.SingleAsync(Sql.Read("select 7")));
    }

    private async Task<BinlogCluster> OpenAsync(Family family, string table)
    {
        var cluster = await shared.GetAsync(family);
        await cluster.Primary.ExecuteAsync(
            $"drop table if exists {table}; create table {table} (id int primary key, v varchar(20)); insert into {table} values (1, 'first'), (2, 'second')",
            Token);
        return cluster;
    }
}
