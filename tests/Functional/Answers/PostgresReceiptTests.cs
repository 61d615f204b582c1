namespace CausalGateway.Functional.Answers;

public sealed class PostgresReceiptTests(PostgresGateway shared) : ReceiptTests(shared)
{
    private protected override string PortSql => "select inet_server_port() as port";

    private protected override string RoleSql => "select pg_is_in_recovery()::int as replica";

    private protected override string PositionMark => "/";

    private protected override IReadOnlyList<string> Writes =>
    [
        "insert into {0} values (1)", "select id from {0} for update",
        "with x as (delete from {0} returning id) select * from x",
    ];
}
