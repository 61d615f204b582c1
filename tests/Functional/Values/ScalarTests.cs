namespace CausalGateway.Functional.Values;

/// <summary>One value of each type, as the contract says it reads in JSON.</summary>
public sealed class ScalarTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("true", "bool", "true")]
    [InlineData("false", "bool", "false")]
    [InlineData("null::bool", "bool", "null")]
    [InlineData("32767::int2", "int2", "32767")]
    [InlineData("-2147483648", "int4", "-2147483648")]
    [InlineData("9223372036854775807", "int8", "\"9223372036854775807\"")]
    [InlineData("-9223372036854775808", "int8", "\"-9223372036854775808\"")]
    [InlineData("0::int8", "int8", "\"0\"")]
    [InlineData("4294967295::oid", "oid", "4294967295")]
    [InlineData("null", "text", "null")]
    public async Task Query_BooleanOrInteger_ReadsAsItIs(string expression, string type, string json) =>
        await AssertAsync(expression, type, json);

    [Theory]
    [InlineData("1.500", "\"1.500\"")]
    [InlineData("-0.0", "\"0.0\"")]
    [InlineData("123456789012345678901234567890.123456789012345678901234567890", null)]
    [InlineData("1e-30", "\"0.000000000000000000000000000001\"")]
    [InlineData("1e30", "\"1000000000000000000000000000000\"")]
    [InlineData("'NaN'::numeric", "\"NaN\"")]
    [InlineData("'Infinity'::numeric", "\"Infinity\"")]
    [InlineData("'-Infinity'::numeric", "\"-Infinity\"")]
    [InlineData("repeat('9', 1000)::numeric", "9x1000")]
    public async Task Query_Numeric_IsTextAtFullLength(string expression, string? json) => await AssertAsync(
        expression, "numeric", json == "9x1000" ? $"\"{new string('9', 1000)}\"" : json ?? $"\"{expression}\"");

    [Theory]
    [InlineData("0.1::float8", "float8", "0.1")]
    [InlineData("pi()", "float8", "3.141592653589793")]
    [InlineData("1e300::float8", "float8", "1e+300")]
    [InlineData("5e-324::float8", "float8", "5e-324")]
    [InlineData("-0.0::float8", "float8", "-0")]
    [InlineData("'NaN'::float8", "float8", "\"NaN\"")]
    [InlineData("'Infinity'::float8", "float8", "\"Infinity\"")]
    [InlineData("'-Infinity'::float8", "float8", "\"-Infinity\"")]
    [InlineData("1.1::float4", "float4", "1.1")]
    [InlineData("16777216::float4", "float4", "1.6777216e+07")]
    [InlineData("'NaN'::float4", "float4", "\"NaN\"")]
    public async Task Query_Float_IsANumberOrTextIfItIsNone(string expression, string type, string json) =>
        await AssertAsync(expression, type, json);

    [Theory]
    [InlineData("'plain'", "text", "\"plain\"")]
    [InlineData("''", "text", "\"\"")]
    [InlineData("'it''s \"quoted\" \\ /'", "text", "\"it's \\\"quoted\\\" \\\\ /\"")]
    [InlineData("E'tab\\tline\\nreturn\\r\\x01\\x1f'", "text", "\"tab\\tline\\nreturn\\r\\u0001\\u001F\"")]
    [InlineData("'é中😀e\u0301'", "text", "\"é中😀e\u0301\"")]
    [InlineData("'<script>&amp;+'", "text", "\"<script>&amp;+\"")]
    [InlineData("U&'\\2028\\FEFF\\+01F600'", "text", "\"\u2028\uFEFF😀\"")]
    [InlineData("'NULL'", "text", "\"NULL\"")]
    [InlineData("'ab'::char(5)", "bpchar", "\"ab   \"")]
    [InlineData("'ab'::varchar(5)", "varchar", "\"ab\"")]
    [InlineData("'ab'::name", "name", "\"ab\"")]
    [InlineData("'a'::\"char\"", "char", "\"a\"")]
    public async Task Query_Text_IsEscapedAsJson(string expression, string type, string json)
    {
        var answer = await RunAsync($"select {expression} as v");

        Assert.Equal(type, (string?)answer.Json["columns"]![0]!["type"]);
        Assert.Equal((string?)JsonNode.Parse(json), (string?)answer.Value("v"));
    }

    [Theory]
    [InlineData("'\\xdeadbeef'::bytea", "\"3q2+7w==\"")]
    [InlineData("''::bytea", "\"\"")]
    [InlineData("'\\x00'::bytea", "\"AA==\"")]
    [InlineData("'\\xfffefdfcfb'::bytea", "\"//79/Ps=\"")]
    public async Task Query_Bytes_AreBase64(string expression, string json) => await AssertAsync(expression, "bytea", json);

    [Theory]
    [InlineData("'{\"a\": [1, {\"b\": null}]}'::json", "json", """{"a":[1,{"b":null}]}""")]
    [InlineData("'{\"b\": 1, \"a\": \"\\u00e9\\n\"}'::jsonb", "jsonb", """{"a":"é\n","b":1}""")]
    [InlineData("'null'::jsonb", "jsonb", "null")]
    [InlineData("'\"text\"'::json", "json", "\"text\"")]
    [InlineData("'true'::json", "json", "true")]
    [InlineData("'[]'::json", "json", "[]")]
    [InlineData("'  {  } '::json", "json", "{}")]
    [InlineData("'123456789012345678901234567890.5'::jsonb", "jsonb", "123456789012345678901234567890.5")]
    [InlineData("'1e400'::json", "json", "1e400")]
    [InlineData("row_to_json(row(1, 'a'))", "json", """{"f1":1,"f2":"a"}""")]
    public async Task Query_Json_IsEmbedded(string expression, string type, string json) =>
        await AssertAsync(expression, type, json);

    [Theory]
    [InlineData("2024-01-31 12:34:56", "2024-01-31T12:34:56")]
    [InlineData("2024-01-31 12:34:56.5", "2024-01-31T12:34:56.5")]
    [InlineData("2024-01-31 12:34:56.123456", "2024-01-31T12:34:56.123456")]
    [InlineData("2024-01-31 12:34:56.1234567", "2024-01-31T12:34:56.123457")]
    [InlineData("2024-01-31 24:00:00", "2024-02-01T00:00:00")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00")]
    [InlineData("9999-12-31 23:59:59.999999", "9999-12-31T23:59:59.999999")]
    [InlineData("10000-01-01", "10000-01-01 00:00:00")]
    [InlineData("0044-03-15 12:00 BC", "0044-03-15 12:00:00 BC")]
    [InlineData("infinity", "infinity")]
    [InlineData("-infinity", "-infinity")]
    public async Task Query_Timestamp_IsRfc3339WithoutAnOffset(string value, string text) =>
        await AssertAsync($"'{value}'::timestamp", "timestamp", $"\"{text}\"");

    [Theory]
    [InlineData("2024-01-31 12:34:56+02", "2024-01-31T10:34:56Z")]
    [InlineData("2024-01-31 12:34:56.000001+00", "2024-01-31T12:34:56.000001Z")]
    [InlineData("2024-01-31T12:34:56Z", "2024-01-31T12:34:56Z")]
    [InlineData("1900-01-01 00:00:00+00:09:21", "1899-12-31T23:50:39Z")]
    [InlineData("0044-03-15 12:00:00+00 BC", "0044-03-15 12:00:00+00 BC")]
    [InlineData("10000-01-01 00:00:00+00", "10000-01-01 00:00:00+00")]
    [InlineData("infinity", "infinity")]
    [InlineData("-infinity", "-infinity")]
    public async Task Query_TimestampWithTimeZone_IsRfc3339InUtc(string value, string text) =>
        await AssertAsync($"'{value}'::timestamptz", "timestamptz", $"\"{text}\"");

    [Theory]
    [InlineData("2024-01-31 12:34:56.5+00", "2024-01-31T13:34:56.5+01:00")]
    [InlineData("2024-07-31 12:34:56+00", "2024-07-31T14:34:56+02:00")]
    [InlineData("1900-01-01 00:00:00+00", "1900-01-01 00:09:21+00:09:21")]
    public async Task Query_TimestampInAZoneOfItsOwn_HasItsOffset(string value, string text)
    {
        var answer = await Client.QueryAsync(
            SharedGateway.Strict, new { sql = $"select '{value}'::timestamptz as v" }, cancellationToken: Token);

        Assert.Equal(text, (string?)answer.Value("v"));
    }

    [Theory]
    [InlineData("'2024-02-29'::date", "date", "2024-02-29")]
    [InlineData("'infinity'::date", "date", "infinity")]
    [InlineData("'0044-03-15 BC'::date", "date", "0044-03-15 BC")]
    [InlineData("'12:34:56.5'::time", "time", "12:34:56.5")]
    [InlineData("'24:00:00'::time", "time", "24:00:00")]
    [InlineData("'12:34:56+02'::timetz", "timetz", "12:34:56+02")]
    [InlineData("'1 year 2 mons 3 days 04:05:06.7'::interval", "interval", "P1Y2M3DT4H5M6.7S")]
    [InlineData("'-1 day'::interval", "interval", "P-1D")]
    [InlineData("'0'::interval", "interval", "PT0S")]
    [InlineData("'838:59:59'::interval", "interval", "PT838H59M59S")]
    [InlineData("'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("'192.168.0.1/24'::inet", "inet", "192.168.0.1/24")]
    [InlineData("'fe80::1'::inet", "inet", "fe80::1")]
    [InlineData("'10.0.0.0/8'::cidr", "cidr", "10.0.0.0/8")]
    [InlineData("'08:00:2b:01:02:03'::macaddr", "macaddr", "08:00:2b:01:02:03")]
    [InlineData("int4range(1, 5)", "int4range", "[1,5)")]
    [InlineData("'empty'::int8range", "int8range", "empty")]
    [InlineData("numrange(null, 1.5)", "numrange", "(,1.5)")]
    [InlineData("tsrange('2024-01-01', null)", "tsrange", "[\"2024-01-01 00:00:00\",)")]
    [InlineData("'{[1,3),[5,7)}'::int4multirange", "int4multirange", "{[1,3),[5,7)}")]
    [InlineData("'12.34'::money", "money", "$12.34")]
    [InlineData("'<a>1</a>'::xml", "xml", "<a>1</a>")]
    [InlineData("B'101'", "bit", "101")]
    [InlineData("'1010'::varbit", "varbit", "1010")]
    [InlineData("'(1,2.5)'::point", "point", "(1,2.5)")]
    [InlineData("'(1,1),(0,0)'::box", "box", "(1,1),(0,0)")]
    [InlineData("'<(0,0),1>'::circle", "circle", "<(0,0),1>")]
    [InlineData("'a fat cat'::tsvector", "tsvector", "'a' 'cat' 'fat'")]
    [InlineData("'fat & cat'::tsquery", "tsquery", "'fat' & 'cat'")]
    [InlineData("'$.a'::jsonpath", "jsonpath", "$.\"a\"")]
    [InlineData("'0/16B3748'::pg_lsn", "pg_lsn", "0/16B3748")]
    [InlineData("'pg_class'::regclass", "regclass", "pg_class")]
    [InlineData("'1 2 3'::int2vector", "int2vector", "1 2 3")]
    [InlineData("'5'::xid8", "xid8", "5")]
    [InlineData("row(1, 'a b', null)", "record", "(1,\"a b\",)")]
    public async Task Query_AnyOtherType_IsTheServersText(string expression, string type, string text)
    {
        var answer = await RunAsync($"select {expression} as v");

        Assert.Equal(type, (string?)answer.Json["columns"]![0]!["type"]);
        Assert.Equal(text, (string?)answer.Value("v"));
    }

    [Theory]
    [InlineData("9007199254740993::int8", "9007199254740993")]
    [InlineData("12.50::numeric", "12.50")]
    [InlineData("'NaN'::numeric", "\"NaN\"")]
    [InlineData("array[1, null]::int8[]", "[1,null]")]
    [InlineData("array['NaN', 1.0]::numeric[]", "[\"NaN\",1.0]")]
    [InlineData("'1'::text", "\"1\"")]
    public async Task Query_LossyNumbers_AreJsonNumbersWherePossible(string expression, string json)
    {
        var answer = await QueryAsync(new { sql = $"select {expression} as v", numbers = "lossy" });

        Assert.Equal(json, Text(answer.Value("v")));
    }

    [Fact]
    public async Task Query_TypesOfTheDatabasesOwn_ReadLikeTheirKind()
    {
        var name = NewName();
        await SucceedAsync($"create type {name}_mood as enum ('sad', 'very happy')");
        await SucceedAsync($"create domain {name}_positive as int4 check (value > 0)");
        await SucceedAsync($"create domain {name}_exact as numeric(10, 2)");
        await SucceedAsync($"create type {name}_pair as (a int4, b text)");
        await Servers.WaitForReplayAsync(Token);

        // Another test's connections must not be the first to see these types.
        await using var gateway = await Shared.StartGatewayAsync();
        var answer = await gateway.Client.QueryAsync(
            Database,
            new
            {
                sql = $"""
                       select 'very happy'::{name}_mood as mood, 5::{name}_positive as positive, 1.5::{name}_exact as exact,
                              row(1, 'x')::{name}_pair as pair, array['sad', null]::{name}_mood[] as moods,
                              array[1, 2]::{name}_positive[] as positives, array[row(1, 'x, y')]::{name}_pair[] as pairs
                       """,
            },
            cancellationToken: Token);

        Assert.Equal(
            """{"mood":"very happy","positive":5,"exact":"1.50","pair":"(1,x)","moods":["sad",null],"positives":[1,2],"pairs":["(1,\"x, y\")"]}""",
            Text(answer.Rows.Single()));
        Assert.Equal(
            [$"{name}_mood", "int4", "numeric", $"{name}_pair", $"{name}_mood[]", "int4[]", $"{name}_pair[]"],
            answer.Json["columns"]!.AsArray().Select(column => (string)column!["type"]!));
    }

    [Theory]
    [InlineData("select 1 as \"odd \"\" \\ é name\"", "odd \" \\ é name")]
    [InlineData("select 1", "?column?")]
    [InlineData("select 1 as \"<tag>\"", "<tag>")]
    [InlineData("select 1 as \"__proto__\"", "__proto__")]
    public async Task Query_ColumnOfAnyName_HasItsName(string sql, string name)
    {
        var answer = await RunAsync(sql);

        Assert.Equal(name, (string?)answer.Json["columns"]![0]!["name"]);
        Assert.Equal(1, (int?)answer.Value(name));
    }

    [Theory]
    [InlineData("select 1 as a where false", """[{"name":"a","type":"int4"}]""", "[]", 0)]
    [InlineData("select", "[]", "[{}]", 1)]
    [InlineData("select from generate_series(1, 3)", "[]", "[{},{},{}]", 3)]
    [InlineData("values (1, 'a'), (2, 'b')", """[{"name":"column1","type":"int4"},{"name":"column2","type":"text"}]""",
        """[{"column1":1,"column2":"a"},{"column1":2,"column2":"b"}]""", 2)]
    [InlineData("show standard_conforming_strings", """[{"name":"standard_conforming_strings","type":"text"}]""",
        """[{"standard_conforming_strings":"on"}]""", 1)]
    public async Task Query_AnyShapeOfResult_IsComplete(string sql, string columns, string rows, int count)
    {
        var answer = await SucceedAsync(sql);

        Assert.Equal(columns, Text(answer.Json["columns"]));
        Assert.Equal(rows, Text(answer.Rows));
        Assert.Equal(count, (int?)answer.Json["rowCount"]);
        Assert.False((bool?)answer.Json["truncated"]);
        Assert.Null(answer.Json["lastInsertId"]);
    }

    [Theory]
    [InlineData("insert into {0} values (1), (2)", "INSERT", 2, "[]")]
    [InlineData("insert into {0} values (3) returning id", "INSERT", 1, """[{"id":3}]""")]
    [InlineData("update {0} set id = 7 where false", "UPDATE", 0, "[]")]
    [InlineData("delete from {0}", "DELETE", 0, "[]")]
    [InlineData("with x as (insert into {0} values (1) returning id) select id from x", "SELECT", 1, """[{"id":1}]""")]
    [InlineData("truncate {0}", "TRUNCATE", 0, "[]")]
    [InlineData("create index on {0} (id)", "CREATE", 0, "[]")]
    public async Task Query_Write_TellsCommandAndCount(string sql, string command, int count, string rows)
    {
        var answer = await SucceedAsync(sql.Replace("{0}", await CreateTableAsync("id int4"), StringComparison.Ordinal));

        Assert.StartsWith(command, (string?)answer.Json["command"], StringComparison.Ordinal);
        Assert.Equal(rows, Text(answer.Rows));
        Assert.Equal(count, Math.Max(0, (int)answer.Json["rowCount"]!));
        Assert.Equal("write", answer.Reason);
    }

    private async Task AssertAsync(string expression, string type, string json)
    {
        var answer = await RunAsync($"select {expression} as v");

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal("v", (string?)answer.Json["columns"]![0]!["name"]);
        Assert.Equal(type, (string?)answer.Json["columns"]![0]!["type"]);
        Assert.Equal(json, Text(answer.Value("v")));
    }
}
