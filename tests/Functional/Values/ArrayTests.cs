namespace CausalGateway.Functional.Values;

/// <summary>PostgreSQL arrays as JSON arrays.</summary>
public sealed class ArrayTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("'{1,2,3}'::int4[]", "int4[]", "[1,2,3]")]
    [InlineData("'{}'::int4[]", "int4[]", "[]")]
    [InlineData("null::int4[]", "int4[]", "null")]
    [InlineData("'{NULL}'::int4[]", "int4[]", "[null]")]
    [InlineData("'{1,NULL,3}'::int2[]", "int2[]", "[1,null,3]")]
    [InlineData("'{9223372036854775807}'::int8[]", "int8[]", "[\"9223372036854775807\"]")]
    [InlineData("'{{1,2},{3,4}}'::int4[]", "int4[]", "[[1,2],[3,4]]")]
    [InlineData("'{{{1},{2}},{{3},{NULL}}}'::int4[]", "int4[]", "[[[1],[2]],[[3],[null]]]")]
    [InlineData("'[0:2]={1,2,3}'::int4[]", "int4[]", "[1,2,3]")]
    [InlineData("'[-5:-4][2:3]={{1,2},{3,4}}'::int4[]", "int4[]", "[[1,2],[3,4]]")]
    [InlineData("'{1.50,NaN}'::numeric[]", "numeric[]", "[\"1.50\",\"NaN\"]")]
    [InlineData("'{0.1,NaN,-Infinity,1e300}'::float8[]", "float8[]", "[0.1,\"NaN\",\"-Infinity\",1e+300]")]
    [InlineData("'{t,f,NULL}'::bool[]", "bool[]", "[true,false,null]")]
    [InlineData("array['a', '', 'NULL', null]", "text[]", "[\"a\",\"\",\"NULL\",null]")]
    [InlineData("array['a,b', '{c}', 'd\"e', 'f\\g', ' h ', 'i;j']", "text[]",
        "[\"a,b\",\"{c}\",\"d\\\"e\",\"f\\\\g\",\" h \",\"i;j\"]")]
    [InlineData("array[E'tab\\tline\\n', 'é中']", "text[]", "[\"tab\\tline\\n\",\"é中\"]")]
    [InlineData("array[array['a'], array['{}']]", "text[]", "[[\"a\"],[\"{}\"]]")]
    [InlineData("'{ab}'::char(4)[]", "bpchar[]", "[\"ab  \"]")]
    [InlineData("'{\"\\\\xdead\",\"\\\\x\"}'::bytea[]", "bytea[]", "[\"3q0=\",\"\"]")]
    [InlineData("array['{\"a\": [1, \"x\"]}', 'null', '\"s\"']::json[]", "json[]", """[{"a":[1,"x"]},null,"s"]""")]
    [InlineData("array['{\"b\": \"\\\\\\\"\"}', '[]']::jsonb[]", "jsonb[]", """[{"b":"\\\""},[]]""")]
    [InlineData("array['2024-01-31 12:00', 'infinity']::timestamp[]", "timestamp[]", "[\"2024-01-31T12:00:00\",\"infinity\"]")]
    [InlineData("array['2024-01-31 12:00+02', '-infinity']::timestamptz[]", "timestamptz[]", "[\"2024-01-31T10:00:00Z\",\"-infinity\"]")]
    [InlineData("array['2024-01-31', '0044-03-15 BC']::date[]", "date[]", "[\"2024-01-31\",\"0044-03-15 BC\"]")]
    [InlineData("array['1 day', '-2 mons']::interval[]", "interval[]", "[\"P1D\",\"P-2M\"]")]
    [InlineData("array['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']::uuid[]", "uuid[]", "[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"]")]
    [InlineData("array['10.0.0.1']::inet[]", "inet[]", "[\"10.0.0.1\"]")]
    [InlineData("array[int4range(1, 5), 'empty']", "int4range[]", "[\"[1,5)\",\"empty\"]")]
    [InlineData("array[B'10', B'01']", "bit[]", "[\"10\",\"01\"]")]
    [InlineData("array['(1,1),(0,0)', '(3,3),(2,2)']::box[]", "box[]", "[\"(1,1),(0,0)\",\"(3,3),(2,2)\"]")]
    [InlineData("array['(1,2)', null]::point[]", "point[]", "[\"(1,2)\",null]")]
    [InlineData("array['1.00']::money[]", "money[]", "[\"$1.00\"]")]
    [InlineData("array[row(1, 'a,b')]", "record[]", "[\"(1,\\\"a,b\\\")\"]")]
    [InlineData("array['a b']::tsvector[]", "tsvector[]", "[\"'a' 'b'\"]")]
    public async Task Query_ArrayOfAnyKind_IsAJsonArray(string expression, string type, string json)
    {
        var answer = await SucceedAsync($"select {expression} as v");

        Assert.Equal(type, (string?)answer.Json["columns"]![0]!["type"]);
        Assert.Equal(json, Text(answer.Value("v")));
    }

    [Fact]
    public async Task Query_ArraysBesideOtherColumns_KeepTheirPlaces()
    {
        const string Sql = "select 1 as a, array[[1, 2], [3, 4]] as b, 2 as c, '{}'::text[] as d, array[null]::text[] as e, 3 as f";

        Assert.Equal(
            """{"a":1,"b":[[1,2],[3,4]],"c":2,"d":[],"e":[null],"f":3}""", Text((await RunAsync(Sql)).Rows.Single()));
        Assert.Equal(
            "[1,[[1,2],[3,4]],2,[],[null],3]",
            Text((await QueryAsync(new { sql = Sql, rows = "array" })).Rows.Single()));
    }
}
