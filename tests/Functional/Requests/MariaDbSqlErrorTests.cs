namespace CausalGateway.Functional.Requests;

public sealed class MariaDbSqlErrorTests(MariaDbGateway shared) : MySqlFamilySqlErrorTests(shared);
