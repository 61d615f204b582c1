using CausalGateway.Engines.Conformance.MySql;

namespace CausalGateway.Engines.Conformance.MariaDb;

/// <summary>MariaDB's SQL.</summary>
internal sealed class MariaDbDialect : FamilyDialect
{
    public override IReadOnlyList<(string Way, Func<string, int, string, string> Sql)> WaysOfWriting =>
    [
        .. base.WaysOfWriting,
        ("returning", (table, id, text) => $"insert into {table} values ({id}, '{text}') returning id"),
        ("replace returning", (table, id, text) => $"replace into {table} values ({id}, '{text}') returning text"),
    ];

    public override IReadOnlyList<(string Expression, string Type, string Calls)> Values { get; } =
    [
        ("true", "int", "number 1"),
        ("x'00ff'", "varbinary", "bytes AP8="),
        ("cast(-2147483649 as signed)", "bigint", "exact -2147483649"),
        ("cast(18446744073709551615 as unsigned)", "bigint unsigned", "exact 18446744073709551615"),
        ("cast(1e300 as double)", "double", "number 1e300"),
        ("1.50", "decimal", "exact 1.50"),
        ("cast('12345678901234567890.12345' as decimal(40, 5))", "decimal", "exact 12345678901234567890.12345"),
        ("json_object('a', 1)", "json", "json {\"a\": 1}"),
        ("'é😀'", "varchar", "text é😀"),
        ("''", "varchar", "text "),
        ("cast('2024-01-31' as date)", "date", "text 2024-01-31"),
        ("cast('2024-01-31 12:00:00.5' as datetime(1))", "datetime", "text 2024-01-31T12:00:00.5"),
        ("cast('-12:34:56' as time)", "time", "text -12:34:56"),
        ("cast('::1' as inet6)", "inet6", "text ::1"),
        ("cast(null as signed)", "int", "null"),
    ];

    public override IReadOnlyList<(string ColumnType, StatementParameter Parameter, string Calls)> StoredParameters { get; } =
    [
        .. CommonStoredParameters,
        ("json", new("{\"a\":[1,2]}", ParameterKind.JsonObject), "json {\"a\":[1,2]}"),
        ("json", new("[1,2]", ParameterKind.JsonArray), "json [1,2]"),
        ("uuid", new("00000000-0000-0000-0000-0000000000ff", ParameterKind.Text), "text 00000000-0000-0000-0000-0000000000ff"),
    ];

    /// <summary>A primary that waits for a replica to acknowledge what none of them ever does.</summary>
    public override Task HoldCommitsAsync(ServerUnderTest primary) => primary.ExecuteAsync(
        """
        set global rpl_semi_sync_master_wait_point = AFTER_SYNC, global rpl_semi_sync_master_timeout = 600000,
          global rpl_semi_sync_master_wait_no_slave = ON, global rpl_semi_sync_master_enabled = ON
        """);

    public override Task ReleaseCommitsAsync(ServerUnderTest primary) =>
        primary.ExecuteAsync("set global rpl_semi_sync_master_enabled = OFF");
}
