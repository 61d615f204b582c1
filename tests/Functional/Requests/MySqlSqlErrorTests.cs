namespace CausalGateway.Functional.Requests;

public sealed class MySqlSqlErrorTests(MySqlGateway shared) : MySqlFamilySqlErrorTests(shared);
