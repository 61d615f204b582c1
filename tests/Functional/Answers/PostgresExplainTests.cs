namespace CausalGateway.Functional.Answers;

public sealed class PostgresExplainTests(PostgresGateway shared) : ExplainTests(shared)
{
    private protected override string ReadSql => "select $1::int4, relname from pg_class";

    private protected override IReadOnlyList<(string Sql, string Command)> Writes =>
    [
        ("insert into nosuch values (1)", "INSERT"), ("select * from pg_class for update", "SELECT"),
        ("select nosuch_function()", "SELECT"), ("create table x (a int4)", "CREATE"),
    ];
}
