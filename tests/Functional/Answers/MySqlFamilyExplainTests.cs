namespace CausalGateway.Functional.Answers;

/// <summary>On MySQL and MariaDB.</summary>
public abstract class MySqlFamilyExplainTests(SharedGateway shared) : ExplainTests(shared)
{
    private protected override string ReadSql => "select ?, table_name from information_schema.tables";

    private protected override IReadOnlyList<(string Sql, string Command)> Writes =>
    [
        ("insert into nosuch values (1)", "INSERT"), ("replace into nosuch values (1)", "REPLACE"),
        ("select * from nosuch for update", "SELECT"), ("select * from nosuch lock in share mode", "SELECT"),
        ("select nosuch_function()", "SELECT"), ("call nosuch()", "CALL"),
        ("create table x (a int)", "CREATE"),
    ];
}
