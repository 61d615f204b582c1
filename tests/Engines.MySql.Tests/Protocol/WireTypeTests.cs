using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Values of every type, in both protocols, on a real server.</summary>
public abstract class WireTypeTests(WireServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Values { get; } = new()
    {
        { "tinyint", "-128" }, { "tinyint unsigned", "255" }, { "tinyint(1)", "1" },
        { "smallint", "-32768" }, { "smallint unsigned", "65535" },
        { "mediumint", "-8388608" }, { "mediumint unsigned", "16777215" },
        { "int", "-2147483648" }, { "int unsigned", "4294967295" }, { "int(6) zerofill", "000042" },
        { "bigint", "-9223372036854775808" }, { "bigint unsigned", "18446744073709551615" },
        { "decimal(65,30)", "-12345678901234567890123456789012345.123456789012345678901234567890" },
        { "float", "1.5" }, { "float", "-0.25" }, { "float(7,2)", "1234.50" },
        { "double", "1.7976931348623157e308" }, { "double", "-2.2250738585072014e-308" }, { "double", "0.1" }, { "double(10,3)", "12.500" },
        { "year", "1999" }, { "year", "0000" },
        { "date", "2026-01-31" }, { "date", "0000-00-00" }, { "date", "2026-00-00" },
        { "datetime", "9999-12-31 23:59:59" }, { "datetime(6)", "2026-01-31 00:00:00.000000" }, { "datetime(3)", "2026-01-31 12:34:56.789" },
        { "datetime", "0000-00-00 00:00:00" }, { "timestamp(6)", "2026-01-31 12:34:56.000001" },
        { "time", "-838:59:59" }, { "time", "838:59:59" }, { "time(6)", "-00:00:00.000001" }, { "time(2)", "12:00:00.50" }, { "time", "00:00:00" },
        { "char(5)", "abc" }, { "varchar(20)", "ü🙂" }, { "text", "" }, { "longtext", "long" },
        { "varbinary(10)", "bin" }, { "longblob", "blob" }, { "enum('a','b')", "b" }, { "set('x','y','z')", "x,z" },
        { "json", "{\"a\": 1}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_BothProtocols_SameText(string type, string text)
    {
        await using var connection = await ConnectLenientlyAsync();
        await connection.QueryAsync($"create temporary table v (v {type}) character set utf8mb4");
        await connection.ExecuteAsync("insert into v values (?)", ConnectionExtensions.Text(text));
        await connection.QueryAsync("insert into v values (null)");
        var asText = await connection.QueryAsync("select v from v");
        var asBinary = await connection.ExecuteAsync("select v from v");
        Assert.Equal([[text], [null]], asText.Rows);
        Assert.Equal(asText.Rows, asBinary.Rows);
        Assert.Equal(asText.Header.Columns, asBinary.Header.Columns);
    }

    [Fact]
    public async Task Bit_BothProtocols_SameBytes()
    {
        await using var connection = await ConnectLenientlyAsync();
        await connection.QueryAsync("create temporary table v (v bit(10), w bit(64))");
        await connection.QueryAsync("insert into v values (b'1111111111', 0xffffffffffffffff)");
        string[] expected = ["bytes:03FF", "bytes:FFFFFFFFFFFFFFFF"];
        Assert.Equal(expected, (await connection.QueryAsync("select v, w from v")).Rows[0]);
        Assert.Equal(expected, (await connection.ExecuteAsync("select v, w from v")).Rows[0]);
    }

    [Fact]
    public async Task Float_BinaryProtocol_KeepsAllDigits()
    {
        await using var connection = await ConnectLenientlyAsync();
        await connection.QueryAsync("create temporary table v (v float)");
        await connection.QueryAsync("insert into v values (16777215)");
        Assert.Equal("16777215", (await connection.ExecuteAsync("select v from v")).Rows[0][0]);
    }

    [Fact]
    public async Task ManyColumns_NullsAmongThem_AreToldApart()
    {
        await using var connection = await ConnectLenientlyAsync();
        for (var count = 1; count <= 40; count++)
        {
            var list = string.Join(", ", Enumerable.Range(0, count).Select(i => i % 3 == 1 ? "null" : $"{i}"));
            var row = (await connection.ExecuteAsync($"select {list}")).Rows[0];
            Assert.Equal(Enumerable.Range(0, count).Select(i => i % 3 == 1 ? null : $"{i}"), row);
        }
    }

    public static TheoryData<string, string, string, string> Parameters { get; } = new()
    {
        { nameof(ParameterType.Decimal), "12345678901234567890.123456789", "decimal(40,9)", "12345678901234567890.123456789" },
        { nameof(ParameterType.Text), "ü🙂'\\", "varchar(20)", "ü🙂'\\" },
        { nameof(ParameterType.Date), "2026-01-31", "date", "2026-01-31" },
        { nameof(ParameterType.DateTime), "2026-01-31 23:59:59.123456", "datetime(6)", "2026-01-31 23:59:59.123456" },
        { nameof(ParameterType.DateTime), "2026-01-31 23:59:59.5", "datetime(6)", "2026-01-31 23:59:59.500000" },
        { nameof(ParameterType.Time), "-12:34:56.000001", "time(6)", "-12:34:56.000001" },
        { nameof(ParameterType.Time), "100:00:00", "time", "100:00:00" },
        { nameof(ParameterType.Time), "-838:59:59.000000", "time(6)", "-838:59:59.000000" },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Parameter_WrittenAsText_Arrives(string type, string text, string column, string expected)
    {
        await using var connection = await ConnectLenientlyAsync();
        await connection.QueryAsync($"create temporary table v (v {column}) character set utf8mb4");
        await connection.ExecuteAsync("insert into v values (?)", ConnectionExtensions.Of(Enum.Parse<ParameterType>(type), text));
        Assert.Equal(expected, (await connection.QueryAsync("select v from v")).Rows[0][0]);
    }

    [Fact]
    public async Task Parameter_WrongDate_IsTheServersToRefuse()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("create temporary table v (v date)");
        var statement = await connection.PrepareAsync("insert into v values (?)", Token);
        await connection.SendAsync(
            new[] { ServerCommand.Execute(statement, new[] { ConnectionExtensions.Of(ParameterType.Date, "2026-02-30") }) }, Token);
        Assert.Equal(1292, (await connection.ReadAnswerAsync()).End.Error!.Number);
    }

    [Fact]
    public async Task Parameter_Numbers_KeepTheirSign()
    {
        await using var connection = await server.ConnectAsync();
        var row = (await connection.ExecuteAsync(
            "select ?, ?, ?, ?",
            ConnectionExtensions.Of(long.MinValue),
            new BoundParameter { Type = ParameterType.UInt64, Bits = -1 },
            new BoundParameter { Type = ParameterType.Double, Bits = BitConverter.DoubleToInt64Bits(-1.5e-10) },
            new BoundParameter { Type = ParameterType.Null })).Rows[0];
        Assert.Equal(["-9223372036854775808", "18446744073709551615", "-1.5e-10", null], row);
    }

    [Fact]
    public async Task Parameter_Bytes_ArriveAsTheyAre()
    {
        await using var connection = await server.ConnectAsync();
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        var row = (await connection.ExecuteAsync("select hex(?)", new BoundParameter { Type = ParameterType.Bytes, Data = bytes })).Rows[0];
        Assert.Equal(Convert.ToHexString(bytes), row[0]);
    }

    [Fact]
    public async Task Statements_MoreThanAreKept_GoOnWorking()
    {
        await using var connection = await WireServer.ConnectAsync(server.Root with { PreparedStatements = 3 });
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal($"{i}", (await connection.ExecuteAsync($"select {i} + ?", ConnectionExtensions.Of(0))).Rows[0][0]);
            }
        }

    }

    [Fact]
    public async Task Prepare_SameText_TakesNoRoundTrip()
    {
        await using var connection = await server.ConnectAsync();
        var first = await connection.PrepareAsync("select ?, ?", Token);
        Assert.Equal((2, true), (first.ParameterCount, first.ReturnsRows));
        var again = connection.PrepareAsync("select ?, ?", Token);
        Assert.True(again.IsCompletedSuccessfully);
        Assert.Same(first, await again);
        Assert.False((await connection.PrepareAsync("do ?", Token)).ReturnsRows);
    }

    [Fact]
    public async Task Execute_TableThatChanges_TellsItsColumnsAsTheyAre()
    {
        await using var connection = await server.ConnectAsync();
        const string sql = "select * from changing";
        await connection.QueryAsync("create temporary table changing (a int, b varchar(10))");
        var first = (await connection.ExecuteAsync(sql)).Header.Columns;
        var again = (await connection.ExecuteAsync(sql)).Header.Columns;
        Assert.Same(first, again);

        foreach (var (change, names) in new[]
        {
            ("add column c int", "a,b,c"), ("drop column b", "a,c"), ("change c d bigint unsigned", "a,d"), ("drop column d", "a"),
        })
        {
            await connection.QueryAsync($"alter table changing {change}");
            for (var i = 0; i < 3; i++)
            {
                var columns = (await connection.ExecuteAsync(sql)).Header.Columns;
                Assert.Equal(names, string.Join(',', columns.Select(c => c.Name)));
                Assert.Equal((await connection.QueryAsync(sql)).Header.Columns, columns);
            }
        }
    }

    [Fact]
    public async Task Prepare_WrongSql_ThrowsAndLeavesTheConnectionUsable()
    {
        await using var connection = await server.ConnectAsync();
        var refused = await Assert.ThrowsAsync<ServerErrorException>(async () => await connection.PrepareAsync("selekt 1", Token));
        Assert.Equal(1064, refused.Error.Number);
        Assert.Equal("1", await connection.ScalarAsync("select 1"));
    }

    /// <summary>Zero dates need a lenient mode to get in.</summary>
    private async Task<IServerConnection> ConnectLenientlyAsync()
    {
        var connection = await server.ConnectAsync();
        await connection.QueryAsync("set sql_mode = ''");
        return connection;
    }
}
