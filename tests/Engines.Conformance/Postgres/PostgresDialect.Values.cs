namespace CausalGateway.Engines.Conformance.Postgres;

/// <content>Types there and back.</content>
internal sealed partial class PostgresDialect
{
    public override IReadOnlyList<(string Expression, string Type, string Calls)> Values { get; } =
    [
        ("true", "bool", "boolean true"),
        ("'\\x00ff'::bytea", "bytea", "bytes AP8="),
        ("1::int2", "int2", "number 1"),
        ("-2147483648", "int4", "number -2147483648"),
        ("9223372036854775807", "int8", "exact 9223372036854775807"),
        ("0.1::float4", "float4", "number 0.1"),
        ("1e300::float8", "float8", "number 1e+300"),
        ("'NaN'::float8", "float8", "text NaN"),
        ("1.50::numeric", "numeric", "exact 1.50"),
        ("12345678901234567890.12345::numeric", "numeric", "exact 12345678901234567890.12345"),
        ("'{\"a\":1}'::jsonb", "jsonb", "json {\"a\": 1}"),
        ("'é😀'::text", "text", "text é😀"),
        ("''::varchar(10)", "varchar", "text "),
        ("'a'::char(3)", "bpchar", "text a  "),
        ("'2024-01-31'::date", "date", "text 2024-01-31"),
        ("'2024-01-31 12:00:00.5'::timestamp", "timestamp", "text 2024-01-31T12:00:00.5"),
        ("'2024-01-31 12:00+02'::timestamptz", "timestamptz", "text 2024-01-31T10:00:00Z"),
        ("'12:34:56'::time", "time", "text 12:34:56"),
        ("'1 day 04:05:06'::interval", "interval", "text P1DT4H5M6S"),
        ("'00000000-0000-0000-0000-0000000000ff'::uuid", "uuid", "text 00000000-0000-0000-0000-0000000000ff"),
        ("array[1,null,3]", "int4[]", "[|number 1|null|number 3|]"),
        ("null::int", "int4", "null"),
    ];

    public override IReadOnlyList<(string ColumnType, StatementParameter Parameter, string Calls)> StoredParameters { get; } =
    [
        ("boolean", new("true", ParameterKind.Boolean), "boolean true"),
        ("int", new("-7", ParameterKind.Number), "number -7"),
        ("int", new("7", ParameterKind.Text), "number 7"),
        ("bigint", new("9223372036854775807", ParameterKind.Number), "exact 9223372036854775807"),
        ("numeric", new("0.10000000000000000000001", ParameterKind.Number), "exact 0.10000000000000000000001"),
        ("float8", new("1e-7", ParameterKind.Number), "number 1e-07"),
        ("text", new("it's \\ é😀 \"", ParameterKind.Text), "text it's \\ é😀 \""),
        ("text", new("", ParameterKind.Text), "text "),
        ("text", new("12", ParameterKind.Number), "text 12"),
        ("bytea", new("\\x00ff", ParameterKind.Text), "bytes AP8="),
        ("date", new("2024-02-29", ParameterKind.Text), "text 2024-02-29"),
        ("timestamptz", new("2024-01-31T12:00:00+02:00", ParameterKind.Text), "text 2024-01-31T10:00:00Z"),
        ("jsonb", new("{\"a\":[1,2]}", ParameterKind.JsonObject), "json {\"a\": [1, 2]}"),
        ("jsonb", new("[1,2]", ParameterKind.JsonArray), "json [1, 2]"),
        ("int[]", new("[1,null]", ParameterKind.JsonArray, "int[]"), "[|number 1|null|]"),
        ("uuid", new("00000000-0000-0000-0000-0000000000ff", ParameterKind.Text), "text 00000000-0000-0000-0000-0000000000ff"),
        ("int", new(null, ParameterKind.Null), "null"),
    ];
}
