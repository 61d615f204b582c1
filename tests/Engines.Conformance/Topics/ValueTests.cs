namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>Every type there and back.</summary>
public abstract class ValueTests(EngineUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Execute_OneValueOfAType_IsWrittenAsTheTypeDemands()
    {
        await using var replica = Replica.Open();
        foreach (var (expression, type, calls) in Sql.Values)
        {
            var shown = await replica.RowsAsync(AsClassified($"select {expression} as value") with { ReadOnly = true });
            Assert.Equal([new ColumnDescription("value", type)], shown.Columns!);
            Assert.True(
                string.Join('|', Assert.Single(shown.Rows)) == calls,
                $"{expression} gave {string.Join('|', shown.Rows[0])}, not {calls}.");
        }
    }

    /// <summary>Also together: a value must not disturb the one behind it.</summary>
    [Fact]
    public async Task Execute_AllValuesInOneRow_AreWrittenAsTheirTypesDemand()
    {
        await using var replica = Replica.Open();
        var list = string.Join(", ", Sql.Values.Select(value => value.Expression));
        var shown = await replica.RowsAsync(AsClassified($"select {list}") with { ReadOnly = true });
        Assert.Equal(string.Join('|', Sql.Values.Select(value => value.Calls)), string.Join('|', Assert.Single(shown.Rows)));
    }

    [Fact]
    public async Task Execute_ParameterStoredInAColumn_ComesBack()
    {
        await using var primary = Primary.Open();
        var made = await NewTableAsync();
        var id = 0;
        foreach (var (type, parameter, calls) in Sql.StoredParameters)
        {
            var table = $"{made}_{++id}";
            await primary.RunAsync(Write($"create table {table} (id int primary key, value {type})"));
            var insert = $"insert into {table} (id, value) values (1, {Sql.Parameter(0)})";
            await primary.RunAsync(Write(insert) with { Parameters = [parameter] });
            var shown = await primary.RowsAsync(Read($"select value from {table}"));
            Assert.True(
                string.Join('|', Assert.Single(shown.Rows)) == calls,
                $"{parameter.Text} as {type} gave {string.Join('|', shown.Rows[0])}, not {calls}.");
        }
    }

    /// <summary>By the path of parameters and by the path of plain text a value reads the same.</summary>
    [Fact]
    public async Task Execute_StatementWithAndWithoutParameters_WritesTheSame()
    {
        await using var replica = Replica.Open();
        foreach (var (expression, type, calls) in Sql.Values)
        {
            var read = AsClassified($"select {expression} as value{Sql.FromNothing} where 1 = {Sql.Parameter(0)}") with
            {
                ReadOnly = true,
                Parameters = [new StatementParameter("1", ParameterKind.Number)],
            };
            var shown = await replica.RowsAsync(read);
            Assert.Equal(type, shown.Columns![0].Type);
            Assert.True(
                string.Join('|', Assert.Single(shown.Rows)) == calls,
                $"{expression} gave {string.Join('|', shown.Rows[0])} beside a parameter, not {calls}.");
        }
    }

    [Fact]
    public async Task Execute_TextOfAllSizes_IsWhole()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        foreach (var length in new[] { 0, 1, 250, 251, 4_095, 65_535, 65_536, 1_000_003 })
        {
            var text = new string('é', length);
            var shown = await primary.SingleAsync(
                Read(Sql.Echo) with { Parameters = [new StatementParameter(text, ParameterKind.Text)] });
            Assert.True(shown == text, $"{length} characters came back as {shown.Length}.");
        }

        Assert.Equal("0", await primary.SingleAsync(Read(Sql.Count(table))));
    }

    [Fact]
    public async Task Execute_NullParameter_IsNull()
    {
        await using var primary = Primary.Open();
        var shown = await primary.RowsAsync(
            Read(Sql.Echo) with { Parameters = [new StatementParameter(null, ParameterKind.Null)] });
        Assert.Equal("null", Assert.Single(Assert.Single(shown.Rows)));
    }
}
