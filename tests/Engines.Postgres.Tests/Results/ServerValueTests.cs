namespace CausalGateway.Engines.Postgres.Tests.Results;

/// <summary>What the server's own text becomes: the forms and the pinned settings must fit together.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ServerValueTests(SharedClusterFixture shared)
{
    [Theory]
    [InlineData("true", "bool", "boolean true")]
    [InlineData("'\\x00ff'::bytea", "bytea", "bytes AP8=")]
    [InlineData("9223372036854775807", "int8", "exact 9223372036854775807")]
    [InlineData("1::int2", "int2", "number 1")]
    [InlineData("4294967295::oid", "oid", "number 4294967295")]
    [InlineData("0.1::float4", "float4", "number 0.1")]
    [InlineData("'NaN'::float8", "float8", "text NaN")]
    [InlineData("1e300::float8", "float8", "number 1e+300")]
    [InlineData("1.50::numeric", "numeric", "exact 1.50")]
    [InlineData("'-Infinity'::numeric", "numeric", "text -Infinity")]
    [InlineData("'{\"a\":1}'::jsonb", "jsonb", "json {\"a\": 1}")]
    [InlineData("'[1, 2]'::json", "json", "json [1, 2]")]
    [InlineData("'a'::text", "text", "text a")]
    [InlineData("'a'::char(3)", "bpchar", "text a  ")]
    [InlineData("'2024-01-31'::date", "date", "text 2024-01-31")]
    [InlineData("'2024-01-31 12:00'::timestamp", "timestamp", "text 2024-01-31T12:00:00")]
    [InlineData("'2024-01-31 12:00+02'::timestamptz", "timestamptz", "text 2024-01-31T10:00:00Z")]
    [InlineData("'0044-03-15 12:00 BC'::timestamptz", "timestamptz", "text 0044-03-15 12:00:00+00 BC")]
    [InlineData("'10000-01-01'::timestamp", "timestamp", "text 10000-01-01 00:00:00")]
    [InlineData("'12:34:56'::time", "time", "text 12:34:56")]
    [InlineData("'1 year 2 months 3 days 04:05:06'::interval", "interval", "text P1Y2M3DT4H5M6S")]
    [InlineData("array[]::int[]", "int4[]", "[|]")]
    [InlineData("array[[1,null],[3,4]]", "int4[]", "[|[|number 1|null|]|[|number 3|number 4|]|]")]
    [InlineData("'[0:1]={1,2}'::int8[]", "int8[]", "[|exact 1|exact 2|]")]
    [InlineData("array['NULL',null,'a\"b\\c','','{x}']", "text[]", "[|text NULL|null|text a\"b\\c|text |text {x}|]")]
    [InlineData("array['\\x00ff'::bytea]", "bytea[]", "[|bytes AP8=|]")]
    [InlineData("array['{\"a\":\"\\\\\"}'::jsonb]", "jsonb[]", "[|json {\"a\": \"\\\\\"}|]")]
    [InlineData("array[box '((1,1),(0,0))', null]", "box[]", "[|text (1,1),(0,0)|null|]")]
    [InlineData("array['2024-01-31 12:00+00'::timestamptz]", "timestamptz[]", "[|text 2024-01-31T12:00:00Z|]")]
    [InlineData("int4range(1, 5)", "int4range", "text [1,5)")]
    [InlineData("row(1, 'a b')", "record", "text (1,\"a b\")")]
    [InlineData("'sad'::mood", "mood", "text sad")]
    [InlineData("array['sad'::mood]", "mood[]", "[|text sad|]")]
    [InlineData("7::positive", "int4", "number 7")]
    [InlineData("array[7]::positive[]", "int4[]", "[|number 7|]")]
    [InlineData("'{1,2}'::pair", "int4[]", "[|number 1|number 2|]")]
    [InlineData("null::text", "text", "null")]
    public async Task Execute_OneValue_IsWrittenAsItsTypeDemands(string expression, string type, string calls)
    {
        await EnsureTypesAsync(shared.Primary);
        await using var node = Node.Open(shared.Primary);
        var sink = new RecordingSink();
        await node.ExecuteAsync(Sql.Read($"select {expression} as value"), sink, TestContext.Current.CancellationToken);
        Assert.Equal([new ColumnDescription("value", type)], sink.Columns!);
        Assert.Equal(calls.Split('|'), sink.Calls);
    }

    [Fact]
    public async Task Execute_RowsOfAllSizes_AreWhole()
    {
        await using var node = Node.Open(shared.Primary);
        var sink = new RecordingSink();
        await node.ExecuteAsync(
            Sql.Read("select n, repeat('x', n), '' from unnest(array[0, 1, 4095, 4096, 4097, 100000, 3]) n"),
            sink,
            TestContext.Current.CancellationToken);
        Assert.All(sink.Rows, row => Assert.Equal((row[0], ""), ($"{row[1].Length}", row[2])));
        Assert.Equal(7, sink.RowCount);
    }

    private static Task EnsureTypesAsync(DatabaseServer primary) => primary.ExecuteAsync(
        """
        do $$ begin
          create type mood as enum ('sad', 'happy');
          create domain positive as int check (value > 0);
          create domain pair as int[] check (array_length(value, 1) = 2);
        exception when duplicate_object then null;
        end $$
        """,
        TestContext.Current.CancellationToken);
}
