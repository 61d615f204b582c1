namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>Connections that break under a statement: a read changed nothing, of a write nothing is known.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ConnectionLossTests(SharedClusterFixture shared) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await shared.Primary.ExecuteAsync(
        """
        drop table if exists lost cascade;
        create table lost (id text primary key);
        grant all on lost to public;
        create or replace function wait_for_permission() returns trigger language plpgsql as
          'begin perform pg_advisory_xact_lock_shared(77); return null; end';
        create trigger waits after insert on lost for each row execute function wait_for_permission()
        """,
        Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, bool> WaysOfWriting => new()
    {
        { "write", false }, { "write", true }, { "returning", false }, { "returning", true },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lost_UnderARead_IsNotApplied(bool cut)
    {
        var relay = shared.Cluster.OpenRelay(shared.FirstReplica);
        await using var node = Node.Open(shared.FirstReplica, relay);
        var reading = node.FailAsync(Sql.Read("select pg_sleep(60) /* read that is lost */", PositionDemand.After));
        await shared.FirstReplica.WaitForRunningAsync("read that is lost */");
        await BreakAsync(shared.FirstReplica, relay, "read that is lost */", cut);
        var error = await reading;
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal("1", await OnceConnectedAsync(node));
    }

    [Theory]
    [MemberData(nameof(WaysOfWriting))]
    public async Task Lost_UnderAWrite_ClaimsNothingFalse(string way, bool cut)
    {
        var relay = shared.Cluster.OpenRelay(shared.Primary);
        await using var node = Node.Open(shared.Primary, relay);
        const string Insert = "insert into lost select 'a' from (select pg_sleep(60)) s /* write that is lost */";
        var writing = node.FailAsync(way == "write" ? Sql.Write(Insert) : Sql.Returning($"{Insert} returning id"));
        await shared.Primary.WaitForRunningAsync("write that is lost */");
        await BreakAsync(shared.Primary, relay, "write that is lost */", cut);
        var error = await writing;
        // A write that was to be followed by a COMMIT of its own has certainly not been committed.
        var expected = way == "write" ? StatementOutcome.Unknown : StatementOutcome.NotApplied;
        Assert.Equal((EngineErrorKind.ConnectionLost, expected), (error.Kind, error.Outcome));
        Assert.Equal("1", await OnceConnectedAsync(node));
    }

    [Fact]
    public async Task Lost_BetweenTheCommitAndItsAnswer_IsUnknownAndTheRowIsThere()
    {
        var relay = shared.Cluster.OpenRelay(shared.Primary);
        await using var node = Node.Open(shared.Primary, relay);
        Task<EngineException> writing;
        await using (await OpenTransaction.BeginAsync(shared.Primary, "select pg_advisory_xact_lock(77)"))
        {
            writing = node.FailAsync(Sql.Write("insert into lost values ('answer lost')"));
            await shared.Primary.WaitForAsync(
                "the write waits in its trigger",
                "select exists (select from pg_locks where locktype = 'advisory' and not granted)");
            relay.Cut(CutMode.Stall);
        }

        await shared.Primary.WaitForAsync("the write is committed", "select exists (select from lost)");
        relay.Cut();
        relay.Heal();
        var error = await writing;
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.Unknown), (error.Kind, error.Outcome));
        Assert.True(error.Incarnation.IsKnown);
    }

    [Fact]
    public async Task Lost_UnderTheCommitOfAReturningWrite_IsUnknownAndTheRowIsThere()
    {
        await shared.Primary.ExecuteAsync(
            """
            drop trigger waits on lost;
            create constraint trigger waits after insert on lost deferrable initially deferred
              for each row execute function wait_for_permission()
            """,
            Token);
        var relay = shared.Cluster.OpenRelay(shared.Primary);
        await using var node = Node.Open(shared.Primary, relay);
        Task<EngineException> writing;
        await using (await OpenTransaction.BeginAsync(shared.Primary, "select pg_advisory_xact_lock(77)"))
        {
            writing = node.FailAsync(Sql.Returning("insert into lost values ('commit lost') returning id"));
            await shared.Primary.WaitForAsync(
                "COMMIT waits in the trigger",
                """
                select exists (select from pg_locks join pg_stat_activity using (pid)
                                where locktype = 'advisory' and not granted and query = 'commit')
                """);
            relay.Cut(CutMode.Stall);
        }

        await shared.Primary.WaitForAsync("the write is committed", "select exists (select from lost)");
        relay.Cut();
        relay.Heal();
        var error = await writing;
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.Unknown), (error.Kind, error.Outcome));
    }

    private static async Task BreakAsync(DatabaseServer server, Relay relay, string marker, bool cut)
    {
        if (cut)
        {
            relay.Reset();
            await server.TerminateAsync(marker);
        }
        else
        {
            await server.TerminateAsync(marker);
        }

        await server.WaitForEndedAsync(marker);
    }

    /// <summary>Idle connections of the pool may have been broken as well.</summary>
    private static async Task<string> OnceConnectedAsync(INodeClient node)
    {
        string? answer = null;
        await Wait.UntilAsync(
            "the node answers again",
            async _ =>
            {
                try
                {
                    answer = await node.SingleAsync(Sql.Read("select 1"));
                    return true;
                }
                catch (EngineException)
                {
                    return false;
                }
            },
            cancellationToken: Token);
        return answer!;
    }
}
