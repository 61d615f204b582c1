namespace CausalGateway.Functional.Answers;

public sealed class MariaDbExplainTests(MariaDbGateway shared) : MySqlFamilyExplainTests(shared);
