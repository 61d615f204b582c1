namespace CausalGateway.Functional.Requests;

public sealed class MariaDbStatementTests(MariaDbGateway shared) : MySqlFamilyStatementTests(shared);
