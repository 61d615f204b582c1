namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>The same words for the same failures, and nothing remains of a statement that failed.</summary>
public abstract class ErrorTests(EngineUnderTest engine) : Topic(engine)
{
    /// <summary>A deadlock needs both sides at once; each attempt makes one very likely.</summary>
    private const int DeadlockAttempts = 10;

    [Theory]
    [InlineData(Mistake.Syntax, EngineErrorKind.SqlError)]
    [InlineData(Mistake.UnknownTable, EngineErrorKind.SqlError)]
    [InlineData(Mistake.UnknownColumn, EngineErrorKind.SqlError)]
    [InlineData(Mistake.BadValue, EngineErrorKind.SqlError)]
    [InlineData(Mistake.Duplicate, EngineErrorKind.ConstraintViolation)]
    [InlineData(Mistake.MissingParent, EngineErrorKind.ConstraintViolation)]
    [InlineData(Mistake.ChildLeft, EngineErrorKind.ConstraintViolation)]
    [InlineData(Mistake.NotNull, EngineErrorKind.ConstraintViolation)]
    [InlineData(Mistake.Check, EngineErrorKind.ConstraintViolation)]
    [InlineData(Mistake.ForbiddenRead, EngineErrorKind.PermissionDenied)]
    [InlineData(Mistake.ForbiddenWrite, EngineErrorKind.PermissionDenied)]
    public async Task Execute_Mistake_IsNamedAndNothingIsApplied(Mistake mistake, EngineErrorKind expected)
    {
        await using var primary = Primary.Open(configure: options => options with { MaxConnections = 1 });
        var error = await primary.FailAsync(AsClassified(Sql.Mistakes[mistake]));
        Assert.True(error.Kind == expected, $"{error.Kind}, not {expected}: {error.SqlState} {error.ErrorNumber} {error.Message}");
        Assert.Equal(StatementOutcome.NotApplied, error.Outcome);
        Assert.Equal(5, error.SqlState?.Length);
        Assert.NotEmpty(error.Message);
        Assert.Equal((await primary.ProbeAsync(Token)).Incarnation, error.Incarnation);
        Assert.Equal("1", await primary.SingleAsync(Read(Sql.One)));
    }

    /// <summary>An error depends on data like any other answer.</summary>
    [Fact]
    public async Task Execute_FailingWrite_ComesWithAPosition()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var other = Primary.Open();
        var id = 0;
        foreach (var mistake in new[] { Mistake.Duplicate, Mistake.MissingParent, Mistake.ChildLeft })
        {
            var written = (await other.RunAsync(Write(Sql.Insert(table, ++id, "a")))).Position!;
            var error = await primary.FailAsync(AsClassified(Sql.Mistakes[mistake]));
            Assert.True(error.Position?.Covers(written), $"{mistake}: {error.Position} does not cover {written}.");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Execute_WrongNumberOfParameters_IsInvalidParameter(int count)
    {
        await using var primary = Primary.Open(configure: options => options with { MaxConnections = 1 });
        var parameters = Enumerable.Repeat(new StatementParameter("1", ParameterKind.Number), count).ToArray();
        var read = Read($"select {Sql.Parameter(0)}, {Sql.Parameter(1)}") with { Parameters = parameters };
        var error = await primary.FailAsync(read);
        Assert.Equal((EngineErrorKind.InvalidParameter, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Equal("1", await primary.SingleAsync(Read(Sql.One)));
    }

    /// <summary>Whoever sends a write to a replica without a demand for the role learns why it was not run.</summary>
    [Fact]
    public async Task Execute_WriteOnAReplica_IsReadOnly()
    {
        var table = await NewTableAsync();
        await using var replica = Replica.Open();
        foreach (var sql in new[] { Sql.Insert(table, 1, "a"), Sql.Delete(table, 1), Sql.CreateTable($"{table}b") })
        {
            var error = await replica.FailAsync(Write(sql) with { Role = ServerRole.Unknown });
            Assert.Equal((EngineErrorKind.ReadOnly, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        }

        Assert.Equal("0", await replica.SingleAsync(Read(Sql.Count(table))));
    }

    /// <summary>Whatever the text was taken for: the server itself refuses to write in what was to be a read.</summary>
    [Fact]
    public async Task Execute_WriteWithinARead_IsReadOnly()
    {
        var table = await NewTableAsync();
        foreach (var server in Cluster.Servers)
        {
            await using var node = server.Open();
            var read = AsClassified(Sql.Insert(table, 1, "a")) with { ReadOnly = true, Demand = PositionDemand.None };
            var error = await node.FailAsync(read);
            Assert.Equal((EngineErrorKind.ReadOnly, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            Assert.Equal("0", await node.SingleAsync(Read(Sql.Count(table))));
        }
    }

    [Fact]
    public async Task Execute_Deadlock_IsASerializationFailureOfOneSide()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await primary.RunAsync(Write(Sql.Insert(table, 1, "a")));
        await primary.RunAsync(Write(Sql.Insert(table, 2, "a")));
        for (var attempt = 0; attempt < DeadlockAttempts; attempt++)
        {
            var sides = await Task.WhenAll(
                CatchAsync(primary, Sql.ChangeTwo(table, 1, 2)), CatchAsync(primary, Sql.ChangeTwo(table, 2, 1)));
            if (sides.FirstOrDefault(error => error is not null) is { } failed)
            {
                Assert.Contains(null, sides);
                Assert.Equal(EngineErrorKind.SerializationFailure, failed.Kind);
                // Where the statement could have committed by itself, nobody knows.
                Assert.NotEqual(StatementOutcome.Applied, failed.Outcome);
                return;
            }
        }

        Assert.Fail($"{DeadlockAttempts} attempts gave no deadlock.");
    }

    private async Task<EngineException?> CatchAsync(INodeClient node, string sql)
    {
        try
        {
            await node.RunAsync(Write(sql));
            return null;
        }
        catch (EngineException e)
        {
            return e;
        }
    }
}
