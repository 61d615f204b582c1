using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>Configurations that let a commit show before it was flushed.</summary>
public sealed class AsynchronousCommitTests
{
    private const int PageSize = 8192;
    private const string PageOffset = "(pg_current_wal_insert_lsn() - '0/0')::bigint % 8192";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_RoleCommitsAsynchronously_TheGatewaysOwnWritesDoNot(bool returning)
    {
        await using var cluster = await StartAsync();
        await cluster.Primary.ExecuteAsync($"alter role {Users.App} set synchronous_commit = off", Token);
        await using var primary = Node.Open(cluster.Primary);
        var insertFirst = Sql.Returning("insert into items values (1) returning current_setting('synchronous_commit')");
        Assert.Equal("local", await primary.SingleAsync(insertFirst));

        // With commits that are not flushed, the position behind them would be the one before.
        await using var replica = Node.Open(cluster.Replicas[0]);
        for (var i = 2; i < 50; i++)
        {
            var insert = $"insert into items values ({i})";
            var written = await primary.RunAsync(returning ? Sql.Returning($"{insert} returning id") : Sql.Write(insert));
            var reached = await primary.ProbeAsync(Token);
            Assert.True(reached.Reached.Point.Lsn >= written.Position.Point.Lsn);
            var read = Sql.Read($"select count(*) from items where id = {i}", mustCover: written.Position);
            Assert.Equal("1", (await replica.ReadOnceReachedAsync(read)).Single);
        }
    }

    [Fact]
    public async Task Probe_CommitsBecomeAsynchronous_WarnsAtOnce()
    {
        await using var cluster = await StartAsync();
        await using var node = Node.Open(cluster.Primary);
        Assert.Empty((await node.ProbeAsync(Token)).Warnings);

        await cluster.Primary.ExecuteAsync("alter role postgres set synchronous_commit = off", Token);
        Assert.Contains("synchronous_commit", Assert.Single((await node.ProbeAsync(Token)).Warnings), StringComparison.Ordinal);

        await cluster.Primary.ExecuteAsync("alter role postgres reset synchronous_commit", Token);
        Assert.Empty((await node.ProbeAsync(Token)).Warnings);
        await cluster.Primary.ExecuteAsync("alter system set synchronous_commit = off", Token);
        await cluster.Primary.ExecuteAsync("select pg_reload_conf()", Token);
        await node.ProbeUntilAsync("the server's setting is noticed", status => status.Warnings.Count == 1);
    }

    /// <summary>
    /// A read may show what was not flushed: only the end of the log covers it, and replicas must be able to reach that.
    /// </summary>
    [Fact]
    public async Task After_ServerCommitsAsynchronously_IsTheLogsEnd()
    {
        await using var cluster = await StartAsync(("synchronous_commit", "off"), ("wal_writer_delay", "10s"));
        await using var primary = Node.Open(cluster.Primary);
        await using var replica = Node.Open(cluster.Replicas[0]);
        await primary.ProbeAsync(Token);
        for (var i = 0; i < 20; i++)
        {
            await cluster.Primary.ExecuteAsync($"insert into items values ({i})", Token);
            var sink = new RecordingSink();
            var shown = await primary.ExecuteAsync(
                Sql.Read($"select count(*) from items where id = {i}", PositionDemand.After), sink, Token);
            Assert.Equal("1", sink.Single);
            Assert.True(shown.Position.Point.Lsn >= shown.Reached.Point.Lsn);

            var read = Sql.Read($"select count(*) from items where id = {i}", mustCover: shown.Position);
            // Flushes, as any synchronous commit would.
            await cluster.Primary.ExecuteAsync("set synchronous_commit = on; select pg_logical_emit_message(true, 'a', 'b')", Token);
            Assert.Equal("1", (await replica.ReadOnceReachedAsync(read)).Single);
        }
    }

    /// <summary>
    /// The flush position alone fails: the commit shows, and a replica that has all that was flushed lacks it.
    /// </summary>
    [Fact]
    public async Task After_FlushPositionInstead_WouldBeCoveredWithoutTheRow()
    {
        await using var cluster = await StartAsync(("synchronous_commit", "off"), ("wal_writer_delay", "10s"));
        await using var primary = Node.Open(cluster.Primary);
        await using var replica = Node.Open(cluster.Replicas[0]);
        var history = (await primary.ProbeAsync(Token)).Reached.Point.History;
        var found = false;
        for (var i = 0; i < 50 && !found; i++)
        {
            await cluster.Primary.ExecuteAsync($"insert into items values ({i})", Token);
            var sink = new RecordingSink();
            var shown = await primary.ExecuteAsync(
                Sql.Read($"select count(*) from items where id = {i}", PositionDemand.After), sink, Token);
            var flush = await cluster.Primary.ScalarAsync<string>("select pg_current_wal_flush_lsn()::text", Token);
            var flushed = new PostgresPosition(history, Lsn.Parse(flush));
            if (sink.Single != "1" || shown.Position!.Equals(flushed))
            {
                continue;
            }

            var again = Sql.Read($"select count(*) from items where id = {i}", mustCover: flushed);
            found = (await replica.ReadOnceReachedAsync(again)).Single == "0";
        }

        Assert.True(found, "No commit was shown before it was flushed.");
    }

    /// <summary>A log that ends just behind a page's header: replicas report the page's start and no more.</summary>
    [Fact]
    public async Task After_LogEndsBehindAPageHeader_IsReachedByReplicas()
    {
        await using var cluster = await StartAsync(("synchronous_commit", "off"), ("autovacuum", "off"));
        await using var primary = Node.Open(cluster.Primary);
        await using var replica = Node.Open(cluster.Replicas[0]);
        await primary.ProbeAsync(Token);
        var met = 0;
        for (var i = 0; i < 40 && met < 3; i++)
        {
            await FillPageAsync(cluster.Primary);
            var end = await cluster.Primary.LsnAsync("pg_current_wal_insert_lsn");
            var shown = await primary.RunAsync(Sql.Read("select 1", PositionDemand.After));
            if (end % PageSize is 24 or 40 && end == await cluster.Primary.LsnAsync("pg_current_wal_insert_lsn"))
            {
                // Until somebody writes again no replica would come to more.
                Assert.Equal(end / PageSize * PageSize, shown.Position.Point.Lsn);
                met++;
            }

            await replica.ReadOnceReachedAsync(Sql.Read("select 1", mustCover: shown.Position));
        }

        Assert.True(met > 0, "The log never ended behind a page's header.");
    }

    /// <summary>
    /// Ends the log exactly at a page's end, which the server reports as the place behind the next page's header: messages fill
    /// it up, of a size that leaves nothing.
    /// </summary>
    private static Task FillPageAsync(DatabaseServer primary) => primary.ExecuteAsync(
        $"""
        set synchronous_commit = off;
        do $$
        declare
          rest bigint;
          overhead bigint;
          start pg_lsn;
        begin
          for i in 1..1000 loop
            rest := {PageSize} - {PageOffset};
            exit when overhead is not null and rest in ({PageSize} - 24, {PageSize} - 40);
            if rest between overhead + 8 and overhead + 200 then
              perform pg_logical_emit_message(false, 'a', repeat('x', (rest - overhead)::int));
            else
              start := pg_current_wal_insert_lsn();
              perform pg_logical_emit_message(false, 'a', repeat('x', 100));
              if rest > 1000 then
                overhead := (pg_current_wal_insert_lsn() - start) - 100;
              end if;
            end if;
          end loop;
        end $$
        """,
        Token);

    private static async Task<PostgresCluster> StartAsync(params (string Name, string Value)[] settings)
    {
        var cluster = await Clusters.StartAsync(replicas: 1, settings);
        await cluster.Primary.ExecuteAsync("create table items (id int); grant all on items to public", Token);
        await cluster.Primary.ExecuteAsync("checkpoint", Token);
        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);
        return cluster;
    }
}
