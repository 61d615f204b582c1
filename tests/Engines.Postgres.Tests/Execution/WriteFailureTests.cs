namespace CausalGateway.Engines.Postgres.Tests.Execution;

/// <summary>Writes that fail on the server, or whose rows are refused: nothing may remain of them.</summary>
[Collection(nameof(SharedCluster))]
public sealed class WriteFailureTests(SharedClusterFixture shared) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await shared.Primary.ExecuteAsync(
        """
        drop table if exists guarded, parents;
        create table parents (id int primary key);
        create table guarded (id int primary key, parent int references parents deferrable initially deferred, check (id > 0));
        grant all on guarded, parents to public
        """,
        Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Returning_SinkRefusesARow_IsRolledBackAndLeavesNoTransaction()
    {
        const string Application = "sink-refuses";
        await using var node = Node.Open(
            shared.Primary,
            connection: $"Application Name={Application}",
            configure: options => options with { MaxConnections = 1 });
        foreach (var refusing in new[]
        {
            new RecordingSink { OnRow = row => row == 3 ? ValueTask.FromException(new RefusedException()) : default },
            new RecordingSink { OnRow = row => row == 3 ? throw new RefusedException() : default },
            new RecordingSink { OnValue = () => throw new RefusedException() },
            new RecordingSink { OnRow = async _ => { await Task.Yield(); throw new RefusedException(); } },
        })
        {
            await Assert.ThrowsAsync<RefusedException>(async () => await node.ExecuteAsync(
                Sql.Returning("insert into guarded select n from generate_series(1, 1000) n returning id"), refusing, Token));
            Assert.Equal("0", await node.SingleAsync(Sql.Returning("select count(*) from guarded")));
            Assert.False(await shared.Primary.ScalarAsync<bool>(
                $"select exists (select from pg_stat_activity where application_name = '{Application}' and state <> 'idle')",
                Token));
        }

        await node.RunAsync(Sql.Write("insert into guarded values (1)"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_DeferredConstraintFailsAtCommit_IsNotApplied(bool returning)
    {
        await using var node = Node.Open(shared.Primary);
        const string Insert = "insert into guarded values (1, 77)";
        var error = await node.FailAsync(returning ? Sql.Returning($"{Insert} returning id") : Sql.Write(Insert));
        Assert.Equal((EngineErrorKind.ConstraintViolation, "23503"), (error.Kind, error.SqlState));
        Assert.Equal(StatementOutcome.NotApplied, error.Outcome);
        Assert.Equal("guarded_parent_fkey", error.Constraint);
        Assert.NotNull(error.Position);
        Assert.Equal("0", await node.SingleAsync(Sql.Read("select count(*) from guarded")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_UniqueViolation_CarriesAPositionThatCoversTheOtherRow(bool returning)
    {
        await using var node = Node.Open(shared.Primary);
        var other = await node.RunAsync(Sql.Write("insert into guarded values (5)"));
        const string Insert = "insert into guarded values (5)";
        var error = await node.FailAsync(returning ? Sql.Returning($"{Insert} returning id") : Sql.Write(Insert));
        Assert.Equal((EngineErrorKind.ConstraintViolation, "23505", "guarded_pkey"), (error.Kind, error.SqlState, error.Constraint));
        Assert.Equal(StatementOutcome.NotApplied, error.Outcome);
        Assert.True(error.Position!.Covers(other.Position!));
        Assert.Equal(other.Incarnation, error.Incarnation);
    }

    [Theory]
    [InlineData("select nosuch", EngineErrorKind.SqlError, "42703")]
    [InlineData("selec", EngineErrorKind.SqlError, "42601")]
    [InlineData("insert into guarded values (0)", EngineErrorKind.ConstraintViolation, "23514")]
    [InlineData("insert into guarded values (null)", EngineErrorKind.ConstraintViolation, "23502")]
    [InlineData("drop table pg_class", EngineErrorKind.PermissionDenied, "42501")]
    [InlineData("vacuum guarded", EngineErrorKind.SqlError, "25001")] // where the text was not understood: in a transaction
    public async Task Returning_ErrorOfTheServer_IsNamedAndNothingIsApplied(string sql, EngineErrorKind kind, string state)
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        var error = await node.FailAsync(Sql.Returning(sql));
        Assert.Equal((kind, state, StatementOutcome.NotApplied), (error.Kind, error.SqlState, error.Outcome));
        Assert.Equal("1", await node.SingleAsync(Sql.Returning("select 1")));
    }

    /// <summary>A statement whose text did not show that it returns rows.</summary>
    [Fact]
    public async Task Write_ReturnsRowsUnexpectedly_IsNeverToldAsNotApplied()
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        try
        {
            await node.RunAsync(Sql.Write("insert into guarded values (9) returning id"));
        }
        catch (EngineException e)
        {
            Assert.NotEqual(StatementOutcome.NotApplied, e.Outcome);
        }

        Assert.Equal("9", await node.SingleAsync(Sql.Read("select id from guarded where id = 9")));
    }

    private sealed class RefusedException : Exception;
}
