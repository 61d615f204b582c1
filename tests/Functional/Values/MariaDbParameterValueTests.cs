namespace CausalGateway.Functional.Values;

public sealed class MariaDbParameterValueTests(MariaDbGateway shared) : MySqlFamilyParameterValueTests(shared);
