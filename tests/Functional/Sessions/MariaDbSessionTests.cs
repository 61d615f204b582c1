namespace CausalGateway.Functional.Sessions;

public sealed class MariaDbSessionTests(MariaDbGateway shared) : MySqlFamilySessionTests(shared);
