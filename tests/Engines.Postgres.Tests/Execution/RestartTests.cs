namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>What was learnt of one life of a server does not hold for the next.</summary>
public sealed class RestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Incarnation_ServerCrashedSince_SendsNothing()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await cluster.Primary.ExecuteAsync("create table items (id int); grant all on items to public", Token);
        await using var node = Node.Open(cluster.Primary);
        var before = await node.RunAsync(Sql.Write("insert into items values (1)"));
        await node.RunAsync(Sql.Read("select 1"));
        Assert.Equal("1", await node.SingleAsync(Sql.Read("select 1") with { Incarnation = before.Incarnation }));

        await cluster.CrashAsync(cluster.Primary, Token);
        await node.ProbeUntilAsync("the server answers again", status => status.Incarnation != before.Incarnation);

        foreach (var request in new[]
        {
            Sql.Write("insert into items values (2)"),
            Sql.Returning("insert into items values (2) returning id"),
            Sql.Read("select 1"),
        })
        {
            var sink = new RecordingSink();
            var error = await node.FailAsync(request with { Incarnation = before.Incarnation }, sink);
            Assert.Equal((EngineErrorKind.IncarnationChanged, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            Assert.Null(sink.Columns);
        }

        Assert.Equal(1L, await cluster.Primary.ScalarAsync<long>("select count(*) from items", Token));
    }

    [Fact]
    public async Task Execute_ConnectionsFromBeforeTheCrash_AreNotUsed()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await cluster.Primary.ExecuteAsync("create table items (id int); grant all on items to public", Token);
        await using var node = Node.Open(cluster.Primary);
        var before = await node.RunAsync(Sql.Write("insert into items values (1)"));
        await node.RunAsync(Sql.Read("select 1"));

        await cluster.CrashAsync(cluster.Primary, Token);
        var status = await node.ProbeUntilAsync("the server answers again", status => status.Incarnation != before.Incarnation);

        Assert.Equal(status.Incarnation, (await node.RunAsync(Sql.Read("select 1"))).Incarnation);
        var after = await node.RunAsync(Sql.Write("insert into items values (2)") with { Incarnation = status.Incarnation });
        Assert.Equal(status.Incarnation, after.Incarnation);
        Assert.True(after.Position!.Covers(before.Position!));
    }

    /// <summary>Nobody has noticed the crash: the old connection can hand out nothing, least of all the old incarnation's.</summary>
    [Fact]
    public async Task Execute_CrashThatNoProbeHasSeen_NeverAnswersForTheOldLife()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 0);
        await using var node = Node.Open(cluster.Primary);
        var before = await node.RunAsync(Sql.Read("select 1"));
        await cluster.CrashAsync(cluster.Primary, Token);
        for (var i = 0; i < 5; i++)
        {
            try
            {
                var result = await node.RunAsync(Sql.Read("select 1"));
                Assert.NotEqual(before.Incarnation, result.Incarnation);
            }
            catch (EngineException e)
            {
                Assert.Equal(StatementOutcome.NotApplied, e.Outcome);
            }
        }
    }

    [Fact]
    public async Task Execute_ServerReplacedBehindItsAddress_IsAnotherIncarnation()
    {
        await using var cluster = await Clusters.StartAsync(replicas: 1);
        await using var primary = Node.Open(cluster.Primary);
        await using var replica = Node.Open(cluster.Replicas[0]);
        var first = await primary.RunAsync(Sql.Read("select 1"));
        var second = await replica.RunAsync(Sql.Read("select 1"));
        Assert.NotEqual(first.Incarnation, second.Incarnation);
        var error = await replica.FailAsync(Sql.Read("select 1") with { Incarnation = first.Incarnation });
        Assert.Equal(EngineErrorKind.IncarnationChanged, error.Kind);
    }
}
