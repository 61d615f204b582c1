namespace CausalGateway.Functional.Values;

public sealed class MySqlParameterValueTests(MySqlGateway shared) : MySqlFamilyParameterValueTests(shared);
