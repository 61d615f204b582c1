namespace CausalGateway.Functional.Answers;

public sealed class MySqlExplainTests(MySqlGateway shared) : MySqlFamilyExplainTests(shared);
