namespace CausalGateway.Functional.Sessions;

public sealed class MySqlSessionTests(MySqlGateway shared) : MySqlFamilySessionTests(shared);
