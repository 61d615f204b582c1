namespace CausalGateway.Functional.Requests;

public sealed class MySqlStatementTests(MySqlGateway shared) : MySqlFamilyStatementTests(shared);
