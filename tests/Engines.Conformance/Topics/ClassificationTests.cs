namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>The same verdict on the same meaning, whatever the dialect.</summary>
public abstract class ClassificationTests(EngineUnderTest engine) : Topic(engine)
{
    [Theory]
    [InlineData(Meaning.Read, StatementKind.Read)]
    [InlineData(Meaning.ReadWithFunctions, StatementKind.Read)]
    [InlineData(Meaning.ReadOfExpression, StatementKind.Read)]
    [InlineData(Meaning.Explanation, StatementKind.Read)]
    [InlineData(Meaning.Change, StatementKind.Write)]
    [InlineData(Meaning.LockingRead, StatementKind.Write)]
    [InlineData(Meaning.ReadThroughUnknownFunction, StatementKind.Write)]
    [InlineData(Meaning.Call, StatementKind.Write)]
    [InlineData(Meaning.Definition, StatementKind.Write)]
    [InlineData(Meaning.Gibberish, StatementKind.Write)]
    [InlineData(Meaning.TransactionControl, StatementKind.SessionState)]
    [InlineData(Meaning.Setting, StatementKind.SessionState)]
    [InlineData(Meaning.TemporaryTable, StatementKind.SessionState)]
    [InlineData(Meaning.SessionLock, StatementKind.SessionState)]
    [InlineData(Meaning.NamedStatement, StatementKind.SessionState)]
    [InlineData(Meaning.Nothing, StatementKind.Invalid)]
    [InlineData(Meaning.SeveralStatements, StatementKind.Invalid)]
    [InlineData(Meaning.Unterminated, StatementKind.Invalid)]
    public void Classify_StatementOfAMeaning_IsItsKind(Meaning meaning, StatementKind expected)
    {
        var statements = Sql.Statements[meaning];
        Assert.NotEmpty(statements);
        Assert.All(statements, sql =>
        {
            var verdict = Engine.Classifier.Classify(sql);
            Assert.True(verdict.Kind == expected, $"{verdict.Kind} ({verdict.Reason}): {sql}");
            Assert.NotEmpty(verdict.Reason);
            Assert.True(verdict.Kind != StatementKind.Read || verdict.ReturnsRows, $"A read without rows: {sql}");
        });
    }

    /// <summary>What is sent to replicas has to be what they take.</summary>
    [Fact]
    public async Task Reads_OnAReplica_Run()
    {
        await using var primary = Primary.Open();
        foreach (var table in new[] { "t", "u" })
        {
            await EnsureTableAsync(primary, table);
        }

        await Cluster.WaitForReplayAsync();
        await using var replica = Replica.Open();
        foreach (var meaning in new[] { Meaning.Read, Meaning.ReadWithFunctions, Meaning.ReadOfExpression, Meaning.Explanation })
        {
            foreach (var sql in Sql.Statements[meaning])
            {
                var rows = await replica.RowsAsync(Read(sql));
                Assert.NotNull(rows.Columns);
            }
        }
    }

    [Fact]
    public void Placeholders_InTheOrderOfTheText_ArePlacedAndCounted()
    {
        var sql = $"select {Sql.Parameter(0)}, 'not one {Sql.Parameter(0)}' /* nor {Sql.Parameter(0)} */, {Sql.Parameter(1)}";
        var verdict = Engine.Classifier.Classify(sql);
        Assert.Equal(2, verdict.ParameterCount);
        Assert.Equal([0, 1], verdict.Placeholders.Select(place => place.Index));
        Assert.Equal(
            [Sql.Parameter(0), Sql.Parameter(1)],
            verdict.Placeholders.Select(place => sql.Substring(place.Offset, place.Length)));
    }

    private async Task EnsureTableAsync(INodeClient primary, string table)
    {
        try
        {
            await primary.RunAsync(Write(Sql.CreateTable(table)));
        }
        catch (EngineException e) when (e.Kind == EngineErrorKind.SqlError)
        {
            // It is there already.
            await primary.RunAsync(Read(Sql.Count(table)));
        }
    }
}
