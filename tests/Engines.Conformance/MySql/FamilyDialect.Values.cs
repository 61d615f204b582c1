namespace CausalGateway.Engines.Conformance.MySql;

/// <content>Types there and back.</content>
internal abstract partial class FamilyDialect
{
    protected static IReadOnlyList<(string ColumnType, StatementParameter Parameter, string Calls)> CommonStoredParameters { get; } =
    [
        ("boolean", new("true", ParameterKind.Boolean), "number 1"),
        ("int", new("-7", ParameterKind.Number), "number -7"),
        ("int", new("7", ParameterKind.Text), "number 7"),
        ("bigint", new("-9223372036854775808", ParameterKind.Number), "exact -9223372036854775808"),
        ("bigint unsigned", new("18446744073709551615", ParameterKind.Number), "exact 18446744073709551615"),
        ("decimal(40, 23)", new("0.10000000000000000000001", ParameterKind.Number), "exact 0.10000000000000000000001"),
        ("double", new("0.1", ParameterKind.Number), "number 0.1"),
        ("double", new("1e300", ParameterKind.Number), "number 1e300"),
        ("float", new("0.5", ParameterKind.Number), "number 0.5"),
        ("varchar(100)", new("it's \\ é😀 \"", ParameterKind.Text), "text it's \\ é😀 \""),
        ("text", new("", ParameterKind.Text), "text "),
        ("varchar(100)", new("12", ParameterKind.Number), "text 12"),
        ("varbinary(10)", new("AP8=", ParameterKind.Text, "varbinary"), "bytes AP8="),
        ("blob", new("AP8=", ParameterKind.Text, "blob"), "bytes AP8="),
        ("bit(10)", new("513", ParameterKind.Number), "exact 513"),
        ("year", new("2024", ParameterKind.Number), "number 2024"),
        ("date", new("2024-02-29", ParameterKind.Text), "text 2024-02-29"),
        ("datetime(6)", new("2024-01-31T12:00:00.123456", ParameterKind.Text, "datetime"), "text 2024-01-31T12:00:00.123456"),
        ("timestamp(3)", new("2024-01-31T12:00:00.5+02:00", ParameterKind.Text, "timestamp"), "text 2024-01-31T10:00:00.500Z"),
        ("time", new("-12:34:56", ParameterKind.Text), "text -12:34:56"),
        ("enum('a', 'b')", new("b", ParameterKind.Text), "text b"),
        ("set('a', 'b')", new("a,b", ParameterKind.Text), "text a,b"),
        ("int", new(null, ParameterKind.Null), "null"),
    ];
}
