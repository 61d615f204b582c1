using System.Globalization;

namespace CausalGateway.Functional.Values;

/// <summary>One value of each type of MySQL's and MariaDB's, as the contract says it reads in JSON.</summary>
public abstract class MySqlFamilyScalarTests(SharedGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("tinyint", "-128", "-128")]
    [InlineData("tinyint unsigned", "255", "255")]
    [InlineData("smallint", "-32768", "-32768")]
    [InlineData("smallint unsigned", "65535", "65535")]
    [InlineData("mediumint", "-8388608", "-8388608")]
    [InlineData("mediumint unsigned", "16777215", "16777215")]
    [InlineData("int", "-2147483648", "-2147483648")]
    [InlineData("int unsigned", "4294967295", "4294967295")]
    [InlineData("bigint", "9223372036854775807", "\"9223372036854775807\"")]
    [InlineData("bigint", "-9223372036854775808", "\"-9223372036854775808\"")]
    [InlineData("bigint", "0", "\"0\"")]
    [InlineData("bigint unsigned", "18446744073709551615", "\"18446744073709551615\"")]
    [InlineData("bigint unsigned", "9223372036854775808", "\"9223372036854775808\"")]
    [InlineData("year", "2024", "2024")]
    [InlineData("int", "null", "null")]
    public async Task Query_Integer_ReadsAsItIs(string type, string literal, string json) =>
        await AssertAsync(type, literal, type, json);

    [Theory]
    [InlineData("bool", "true", "tinyint", "1")]
    [InlineData("tinyint(1)", "0", "tinyint", "0")]
    [InlineData("int(8) zerofill", "42", "int unsigned", "42")]
    [InlineData("int(8) zerofill", "0", "int unsigned", "0")]
    [InlineData("bit(1)", "b'1'", "bit", "\"1\"")]
    [InlineData("bit(10)", "b'101'", "bit", "\"5\"")]
    [InlineData("bit(64)", "b'1111111111111111111111111111111111111111111111111111111111111111'", "bit", "\"18446744073709551615\"")]
    public async Task Query_NumberInDisguise_ReadsAsItsNumber(string column, string literal, string type, string json) =>
        await AssertAsync(column, literal, type, json);

    [Theory]
    [InlineData("decimal(5,2)", "-0.50", "-0.50")]
    [InlineData("decimal(3,0)", "7", "7")]
    [InlineData("decimal(20,10) unsigned", "0.0000000001", "0.0000000001")]
    [InlineData("decimal(65,0)", "-99999999999999999999999999999999999999999999999999999999999999999",
        "-99999999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("decimal(65,30)", "12345678901234567890123456789012345.123456789012345678901234567891",
        "12345678901234567890123456789012345.123456789012345678901234567891")]
    public async Task Query_Decimal_IsTextAtFullLength(string column, string literal, string text) =>
        await AssertAsync(column, literal, "decimal", $"\"{text}\"");

    [Theory]
    [InlineData("double", "0.1")]
    [InlineData("double", "3.141592653589793")]
    [InlineData("double", "1e300")]
    [InlineData("double", "-2.2250738585072014e-308")]
    [InlineData("double", "0.30000000000000004")]
    [InlineData("float", "1.5")]
    [InlineData("float", "0.1")]
    public async Task Query_Float_IsTheSameNumber(string type, string literal)
    {
        var answer = await ReadBackAsync(type, literal);

        Assert.Equal(type, TypeOf(answer));
        var value = double.Parse(Text(answer.Value("v")), CultureInfo.InvariantCulture);
        var expected = double.Parse(literal, CultureInfo.InvariantCulture);
        Assert.Equal(expected, value);
    }

    /// <summary>The server's own text of a FLOAT has six digits; a statement with parameters does not get it as text.</summary>
    [Theory]
    [InlineData("16777216")]
    [InlineData("1.1754944e-38")]
    [InlineData("3.4028234e38")]
    public async Task Query_FloatOfAStatementWithParameters_HasAllItsDigits(string literal)
    {
        var table = await FillAsync("float", literal);

        var answer = await RunAsync($"select v from {table} where 1 = ?", 1);

        Assert.Equal(
            float.Parse(literal, CultureInfo.InvariantCulture), float.Parse(Text(answer.Value("v")), CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("date", "'2024-02-29'", "2024-02-29")]
    [InlineData("date", "'9999-12-31'", "9999-12-31")]
    [InlineData("datetime", "'1000-01-01 00:00:00'", "1000-01-01T00:00:00")]
    [InlineData("datetime(6)", "'2024-01-31 12:34:56.123456'", "2024-01-31T12:34:56.123456")]
    [InlineData("datetime(6)", "'2024-01-31 12:34:56'", "2024-01-31T12:34:56.000000")]
    [InlineData("datetime", "'9999-12-31 23:59:59'", "9999-12-31T23:59:59")]
    [InlineData("timestamp", "'2024-01-31 12:34:56'", "2024-01-31T12:34:56Z")]
    [InlineData("timestamp(3)", "'2038-01-19 03:14:07.125'", "2038-01-19T03:14:07.125Z")]
    [InlineData("time", "'838:59:59'", "838:59:59")]
    [InlineData("time", "'-838:59:59'", "-838:59:59")]
    [InlineData("time", "'00:00:00'", "00:00:00")]
    [InlineData("time(6)", "'-12:34:56.789012'", "-12:34:56.789012")]
    public async Task Query_DateOrTime_IsRfc3339OrTheServersText(string column, string literal, string text) =>
        await AssertAsync(column, literal, column.Split('(')[0], $"\"{text}\"");

    [Theory]
    [InlineData("date", "0000-00-00", "0000-00-00")]
    [InlineData("date", "2024-00-00", "2024-00-00")]
    [InlineData("date", "2024-02-00", "2024-02-00")]
    [InlineData("datetime", "0000-00-00 00:00:00", "0000-00-00 00:00:00")]
    [InlineData("datetime(3)", "2024-00-15 01:02:03", "2024-00-15 01:02:03.000")]
    [InlineData("timestamp null", "0000-00-00 00:00:00", "0000-00-00 00:00:00")]
    public async Task Query_DateThatNoCalendarHas_IsTheServersText(string column, string value, string text)
    {
        var table = await CreateTableAsync($"v {column}");
        // Such values come from laxer times: the gateway's own connections are strict.
        await Servers.Primary.ExecuteAsync(
            $"set sql_mode = 'ALLOW_INVALID_DATES'; insert into {Database}.{table} values ('{value}')", Token);
        await Servers.WaitForReplayAsync(Token);

        Assert.Equal(text, (string?)(await SucceedAsync($"select v from {table}")).Value("v"));
    }

    [Theory]
    [InlineData("char(5)", "'ab'", "char", "ab")]
    [InlineData("varchar(20)", "'é中😀'", "varchar", "é中😀")]
    [InlineData("varchar(20)", "''", "varchar", "")]
    [InlineData("varchar(20)", "'NULL'", "varchar", "NULL")]
    [InlineData("varchar(20)", "'it''s \\\\ \\\"q\\\"\\n\\t'", "varchar", "it's \\ \"q\"\n\t")]
    [InlineData("varchar(20) character set latin1", "'é'", "varchar", "é")]
    [InlineData("tinytext", "'a'", "tinytext", "a")]
    [InlineData("text", "'a'", "text", "a")]
    [InlineData("mediumtext", "'a'", "mediumtext", "a")]
    [InlineData("longtext", "'a'", "longtext", "a")]
    [InlineData("enum('sad','very happy')", "'very happy'", "enum", "very happy")]
    [InlineData("set('a','b','c')", "'c,a'", "set", "a,c")]
    [InlineData("set('a','b','c')", "''", "set", "")]
    public async Task Query_Text_IsAsItIs(string column, string literal, string type, string text)
    {
        var answer = await ReadBackAsync(column, literal);

        Assert.Equal(type, TypeOf(answer));
        Assert.Equal(text, (string?)answer.Value("v"));
    }

    [Theory]
    [InlineData("binary(3)", "x'0001'", "binary", "AAEA")]
    [InlineData("varbinary(8)", "x'deadbeef'", "varbinary", "3q2+7w==")]
    [InlineData("varbinary(8)", "''", "varbinary", "")]
    [InlineData("tinyblob", "x'ff'", "tinyblob", "/w==")]
    [InlineData("blob", "x'00'", "blob", "AA==")]
    [InlineData("mediumblob", "x'00'", "mediumblob", "AA==")]
    [InlineData("longblob", "x'00'", "longblob", "AA==")]
    [InlineData("geometry", "point(1, 2)", "geometry", "AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==")]
    [InlineData("point", "point(1, 2)", "geometry", "AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==")]
    public async Task Query_Bytes_AreBase64(string column, string literal, string type, string base64)
    {
        var answer = await ReadBackAsync(column, literal);

        Assert.StartsWith(column == "point" ? "" : type, TypeOf(answer), StringComparison.Ordinal);
        Assert.Equal(base64, (string?)answer.Value("v"));
    }

    [Theory]
    [InlineData("{\"a\": [1, {\"b\": null}]}", """{"a":[1,{"b":null}]}""")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("null", "null")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("true", "true")]
    [InlineData("{\"é\": \"\\\\n中\"}", """{"é":"\n中"}""")]
    [InlineData("9007199254740993", "9007199254740993")]
    public async Task Query_Json_IsEmbedded(string literal, string json) =>
        await AssertAsync("json", $"'{literal}'", "json", json);

    [Theory]
    [InlineData("bigint unsigned", "18446744073709551615", "18446744073709551615")]
    [InlineData("decimal(10,2)", "12.50", "12.50")]
    [InlineData("bit(4)", "b'101'", "5")]
    [InlineData("varchar(5)", "'1'", "\"1\"")]
    public async Task Query_LossyNumbers_AreJsonNumbers(string column, string literal, string json)
    {
        var table = await FillAsync(column, literal);

        var answer = await QueryAsync(new { sql = $"select v from {table}", numbers = "lossy" });

        Assert.Equal(json, Text(answer.Value("v")));
    }

    [Theory]
    [InlineData("select 1 as `odd \"`` \\\\ é name`", "odd \"` \\\\ é name")]
    [InlineData("select 1", "1")]
    [InlineData("select 1 as `<tag>`", "<tag>")]
    [InlineData("select 1 as __proto__", "__proto__")]
    public async Task Query_ColumnOfAnyName_HasItsName(string sql, string name)
    {
        var answer = await RunAsync(sql);

        Assert.Equal(name, (string?)answer.Json["columns"]![0]!["name"]);
        Assert.Equal("1", answer.Value(name)!.ToString());
    }

    [Theory]
    [InlineData("insert into {0} values (1), (2)", "INSERT", 2)]
    [InlineData("insert ignore into {0} values (7), (7)", "INSERT", 1)]
    [InlineData("replace into {0} values (7)", "REPLACE", 1)]
    [InlineData("update {0} set id = 8 where false", "UPDATE", 0)]
    [InlineData("delete from {0}", "DELETE", 0)]
    [InlineData("truncate table {0}", "TRUNCATE", 0)]
    [InlineData("create index i on {0} (id)", "CREATE", 0)]
    [InlineData("insert into {0} select 4 union select 5", "INSERT", 2)]
    public async Task Query_Write_TellsCommandAndCount(string sql, string command, int count)
    {
        var table = await CreateTableAsync("id int primary key");

        var answer = await SucceedAsync(sql.Replace("{0}", table, StringComparison.Ordinal));

        Assert.StartsWith(command, (string?)answer.Json["command"], StringComparison.Ordinal);
        Assert.Equal("[]", Text(answer.Rows));
        Assert.Equal(count, (int)answer.Json["rowCount"]!);
        Assert.Equal("write", answer.Reason);
    }

    [Theory]
    [InlineData("select 1 as a from (select 1 as x) s where x = 2", 0)]
    [InlineData("select 1 as a union all select 2", 2)]
    [InlineData("show tables", null)]
    [InlineData("show variables like 'port'", 1)]
    [InlineData("explain select 1", 1)]
    public async Task Query_AnyShapeOfResult_IsComplete(string sql, int? count)
    {
        var answer = await SucceedAsync(sql);

        Assert.NotEmpty(answer.Json["columns"]!.AsArray());
        Assert.Equal(count ?? answer.Rows.Count, (int?)answer.Json["rowCount"]);
        Assert.Equal(count ?? answer.Rows.Count, answer.Rows.Count);
        Assert.False((bool?)answer.Json["truncated"]);
    }

    private protected async Task AssertAsync(string column, string literal, string type, string json)
    {
        var answer = await ReadBackAsync(column, literal);

        Assert.Equal("v", (string?)answer.Json["columns"]![0]!["name"]);
        Assert.Equal(type, TypeOf(answer));
        Assert.Equal(json, Text(answer.Value("v")));
    }

    private protected static string? TypeOf(GatewayAnswer answer) => (string?)answer.Json["columns"]![0]!["type"];

    /// <summary>Writes a literal into a column and reads it back, from a replica that shows it.</summary>
    private protected async Task<GatewayAnswer> ReadBackAsync(string column, string literal)
    {
        var table = await FillAsync(column, literal);
        var answer = await SucceedAsync($"select v from {table}");
        Assert.Equal("replica", answer.Role);
        return answer;
    }

    private async Task<string> FillAsync(string column, string literal)
    {
        var table = await CreateTableAsync($"v {column}");
        await SucceedAsync($"insert into {table} values ({literal})");
        await Servers.WaitForReplayAsync(Token);
        return table;
    }
}
