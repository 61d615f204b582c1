using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Protocol;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Results;

/// <summary>What a server's own values become, and that they can be handed back: forms, names and parameters must fit together.</summary>
public abstract class ServerValueTests(WireServer server)
{
    /// <summary>A column's type, a value for it, the type's name, what the sink is told.</summary>
    public static TheoryData<string, string, string, string> Columns { get; } = new()
    {
        { "tinyint(1)", "1", "tinyint", "number 1" },
        { "tinyint unsigned", "255", "tinyint unsigned", "number 255" },
        { "smallint", "-32768", "smallint", "number -32768" },
        { "mediumint unsigned", "16777215", "mediumint unsigned", "number 16777215" },
        { "int", "-2147483648", "int", "number -2147483648" },
        { "int(8) zerofill", "42", "int unsigned", "number 42" },
        { "bigint", "-9223372036854775808", "bigint", "exact -9223372036854775808" },
        { "bigint unsigned", "18446744073709551615", "bigint unsigned", "exact 18446744073709551615" },
        { "bigint(20) zerofill", "0", "bigint unsigned", "exact 0" },
        { "decimal(10,2)", "-12.5", "decimal", "exact -12.50" },
        { "decimal(10,2) zerofill", "0.5", "decimal", "exact 0.50" },
        { "decimal(2,2)", "0.1", "decimal", "exact 0.10" },
        { "decimal(65,0)", new string('9', 65), "decimal", "exact " + new string('9', 65) },
        { "float", "0.1", "float", "number 0.1" },
        { "float", "1e30", "float", "number 1e30" },
        { "double", "0", "double", "number 0" },
        { "double", "-1.5e-20", "double", "number -1.5e-20" },
        { "double", "1.7976931348623157e308", "double", "number 1.7976931348623157e308" },
        { "double", "123456789012345680", "double", "number 1.2345678901234568e17" },
        { "bit(1)", "b'1'", "bit", "exact 1" },
        { "bit(10)", "b'1111111111'", "bit", "exact 1023" },
        { "bit(64)", "b'1111111111111111111111111111111111111111111111111111111111111110'", "bit", "exact 18446744073709551614" },
        { "year", "2026", "year", "number 2026" },
        { "year", "'0000'", "year", "number 0" },
        { "date", "'2026-01-31'", "date", "text 2026-01-31" },
        { "date", "'0000-00-00'", "date", "text 0000-00-00" },
        { "date", "'2026-01-00'", "date", "text 2026-01-00" },
        { "datetime", "'2026-01-31 23:59:59'", "datetime", "text 2026-01-31T23:59:59" },
        { "datetime(6)", "'2026-01-31 23:59:59.123456'", "datetime", "text 2026-01-31T23:59:59.123456" },
        { "datetime(3)", "'9999-12-31'", "datetime", "text 9999-12-31T00:00:00.000" },
        { "datetime", "'0000-00-00'", "datetime", "text 0000-00-00 00:00:00" },
        { "datetime", "'2026-00-00'", "datetime", "text 2026-00-00 00:00:00" },
        { "timestamp null", "'2026-01-31 23:59:59'", "timestamp", "text 2026-01-31T23:59:59Z" },
        { "timestamp(6) null", "'2026-01-31 23:59:59.5'", "timestamp", "text 2026-01-31T23:59:59.500000Z" },
        { "timestamp null", "'0000-00-00'", "timestamp", "text 0000-00-00 00:00:00" },
        { "time", "'-838:59:59'", "time", "text -838:59:59" },
        { "time(2)", "'00:00:01.5'", "time", "text 00:00:01.50" },
        { "char(3)", "'a'", "char", "text a" },
        { "varchar(10)", "'é😀\"'", "varchar", "text é😀\"" },
        { "varchar(10)", "''", "varchar", "text " },
        { "tinytext", "'a'", "tinytext", "text a" },
        { "text", "'a'", "text", "text a" },
        { "mediumtext", "'a'", "mediumtext", "text a" },
        { "longtext", "'a'", "longtext", "text a" },
        { "varchar(10) character set latin1", "'é'", "varchar", "text é" },
        { "binary(3)", "x'00ff'", "binary", "bytes AP8A" },
        { "varbinary(3)", "x'00ff'", "varbinary", "bytes AP8=" },
        { "tinyblob", "x'00ff'", "tinyblob", "bytes AP8=" },
        { "blob", "''", "blob", "bytes " },
        { "mediumblob", "x'00ff'", "mediumblob", "bytes AP8=" },
        { "longblob", "x'00ff'", "longblob", "bytes AP8=" },
        { "enum('a','b')", "'b'", "enum", "text b" },
        { "set('x','y','z')", "'x,z'", "set", "text x,z" },
        { "json", "'{\"a\": [1, null, \"é\"]}'", "json", "json {\"a\": [1, null, \"é\"]}" },
        { "json", "'1.5'", "json", "json 1.5" },
    };

    /// <summary>The server that the tests of one engine ask.</summary>
    protected WireServer Server { get; } = server;

    [Theory]
    [MemberData(nameof(Columns))]
    public Task Value_ReadAndHandedBack_IsTheSame(string type, string literal, string name, string call) =>
        CheckAsync(type, literal, name, call);

    [Theory]
    [InlineData("null", "null", "null")]
    [InlineData("1.50", "decimal", "exact 1.50")]
    [InlineData("1e3", "double", "number 1000")]
    [InlineData("'a'", "varchar", "text a")]
    [InlineData("x'00ff'", "varbinary", "bytes AP8=")]
    [InlineData("cast('2026-01-31' as datetime)", "datetime", "text 2026-01-31T00:00:00")]
    [InlineData("from_unixtime(0.5)", "datetime", "text 1970-01-01T00:00:00.5")]
    [InlineData("json_object('a', 1)", "json", "json {\"a\": 1}")]
    [InlineData("count(*)", "bigint", "exact 1")]
    public async Task Expression_OfAType_IsWrittenAsItsTypeDemands(string expression, string name, string call)
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        foreach (var sink in new[]
        {
            await connection.ReadAsTextAsync($"select {expression} as value"), await connection.ReadAsync($"select {expression} as value"),
        })
        {
            Assert.Equal(call, Assert.Single(sink.Calls));
            Assert.Equal(("value", name), (sink.Columns![0].Name, sink.Columns[0].Type));
        }
    }

    [Fact]
    public async Task Rows_OfAllSizes_AreWhole()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        int[] sizes = [0, 1, 250, 251, 4095, 4096, 65535, 65536, 1 << 20, 3];
        await connection.QueryAsync("create temporary table v (n int, v longtext)");
        foreach (var size in sizes)
        {
            await connection.RunAsync("insert into v values (?, ?)", Number(size), Text(new string('x', size)));
        }

        var sink = await connection.ReadAsync("select n, v, '' from v");
        Assert.Equal(sizes.Select(size => $"{size}"), sink.Rows.Select(row => row[0]));
        Assert.All(sink.Rows, row => Assert.Equal((row[0], ""), ($"{row[1].Length}", row[2])));
    }

    /// <summary>
    /// Reads a column's value in both protocols, then gives it back as a client does that sends what it got, of the type that
    /// the column said it has.
    /// </summary>
    protected async Task CheckAsync(string type, string literal, string name, string call)
    {
        await using var connection = await PinnedConnection.OpenAsync(Server, mode: "");
        await connection.QueryAsync($"create temporary table v (v {type}, w {type}) character set utf8mb4");
        await connection.QueryAsync($"insert into v (v) values ({literal})");
        var read = await connection.ReadAsync("select v from v");
        Assert.Equal(new ColumnDescription("v", name), read.Columns![0]);
        Assert.Equal(call, Assert.Single(read.Calls));
        Assert.Equal(read.Calls, (await connection.ReadAsTextAsync("select v from v")).Calls);

        var given = new StatementParameter(read.Single, KindOf(call), name);
        await connection.QueryAsync("set sql_mode = 'STRICT_ALL_TABLES'");
        var answer = await connection.RunAsync("update v set w = ?", given);
        Assert.Null(answer.Error);
        Assert.Equal(call, Assert.Single((await connection.ReadAsync("select w from v")).Calls));
    }

    private static ParameterKind KindOf(string call) => call switch
    {
        _ when call.StartsWith("number", StringComparison.Ordinal) => ParameterKind.Number,
        _ when call.StartsWith("json", StringComparison.Ordinal) => ParameterKind.JsonObject,
        _ => ParameterKind.Text,
    };

    private static StatementParameter Number(int value) => new($"{value}", ParameterKind.Number);

    private static StatementParameter Text(string value) => new(value, ParameterKind.Text);
}
