using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Protocol;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Statements;

/// <summary>What a server makes of parameters.</summary>
public abstract class ServerParameterTests(WireServer server)
{
    [Theory]
    [InlineData("select ?", "9223372036854775807", ParameterKind.Number, null, "exact 9223372036854775807")]
    [InlineData("select ? + 0", "18446744073709551615", ParameterKind.Number, null, "exact 18446744073709551615")]
    [InlineData("select cast(? + 0 as decimal(30, 0))", "18446744073709551616", ParameterKind.Number, null, "exact 18446744073709551616")]
    [InlineData("select ? + 1", "41", ParameterKind.Number, null, "exact 42")]
    [InlineData("select ? * 1", "1.5e-3", ParameterKind.Number, null, "number 0.0015")]
    [InlineData("select cast(? as decimal(5, 1))", "1e2", ParameterKind.Number, "decimal", "exact 100.0")]
    [InlineData("select ?", "0.10", ParameterKind.Number, null, "exact 0.10")]
    [InlineData("select concat(?, '')", "0.10", ParameterKind.Number, null, "text 0.10")]
    [InlineData("select ? = 0.1", "0.1", ParameterKind.Number, null, "number 1")]
    [InlineData("select ?", "a 'b' \\ é😀", ParameterKind.Text, null, "text a 'b' \\ é😀")]
    [InlineData("select if(?, 'yes', 'no')", "true", ParameterKind.Boolean, null, "text yes")]
    [InlineData("select json_extract(?, '$.a')", "{\"a\":\"é😀\"}", ParameterKind.JsonObject, null, "json \"é😀\"")]
    [InlineData("select hex(?)", "AP8Q", ParameterKind.Text, "varbinary", "text 00FF10")]
    [InlineData("select date_add(?, interval 1 day)", "2026-01-31", ParameterKind.Text, "date", "text 2026-02-01")]
    [InlineData("select extract(hour from ?)", "2026-01-31T12:00:00+05:00", ParameterKind.Text, "timestamp", "exact 7")]
    [InlineData("select extract(microsecond from ?)", "2026-01-31T12:00:00.1234567Z", ParameterKind.Text, "datetime", "exact 123457")]
    [InlineData("select hour(?)", "100:30:00", ParameterKind.Text, "time", "exact 100")]
    [InlineData("select ? is null", null, ParameterKind.Null, "int", "number 1")]
    public async Task Execute_OneParameter_IsReadAsItsType(
        string sql, string? text, ParameterKind kind, string? type, string expected)
    {
        await using var connection = await PinnedConnection.OpenAsync(server);
        var sink = await connection.ReadAsync(sql, new StatementParameter(text, kind, type));
        Assert.Equal(WithoutWidth(expected), WithoutWidth(Assert.Single(sink.Calls)));
    }

    [Fact]
    public async Task Execute_FloatOfItsType_FindsTheRow()
    {
        await using var connection = await PinnedConnection.OpenAsync(server);
        await connection.QueryAsync("create temporary table v (v float)");
        await connection.QueryAsync("insert into v values (0.1)");
        var value = new StatementParameter("0.1", ParameterKind.Number, "float");
        Assert.Equal(1, (await connection.ReadAsync("select v from v where v = ?", value)).RowCount);
    }

    [Theory]
    [InlineData("12345678901234567890123456789012345678901234567890")]
    [InlineData("-99999999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("12345678901234567890123456789012345.123456789012345678901234567890")]
    public async Task Execute_NumberOfManyDigits_KeepsThem(string digits)
    {
        await using var connection = await PinnedConnection.OpenAsync(server);
        var number = new StatementParameter(digits, ParameterKind.Number);
        Assert.Equal(digits, (await connection.ReadAsync("select ?", number)).Single);
        Assert.StartsWith(digits, (await connection.ReadAsync("select ? + 0", number)).Single, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_LimitOfANumber_IsTaken()
    {
        await using var connection = await PinnedConnection.OpenAsync(server);
        var sink = await connection.ReadAsync("select 1 union all select 2 limit ?", new StatementParameter("1", ParameterKind.Number));
        Assert.Equal(1, sink.RowCount);
    }

    [Fact]
    public async Task Execute_AsManyParametersAsThereCanBe_AllArrive()
    {
        await using var connection = await PinnedConnection.OpenAsync(server);
        var parameters = Enumerable.Range(0, ushort.MaxValue).Select(i => new StatementParameter($"{i}", ParameterKind.Number)).ToArray();
        var sql = $"select count(*) from (select 65534 as n) t where n in ({string.Join(',', parameters.Select(_ => '?'))})";
        Assert.Equal("1", (await connection.ReadAsync(sql, parameters)).Single);
    }

    /// <summary>The servers give comparisons and dates' parts different widths.</summary>
    private static string WithoutWidth(string call) =>
        call.Replace("number", "exact", StringComparison.Ordinal);
}
