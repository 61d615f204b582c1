namespace CausalGateway.Functional.Configuration;

public sealed class MariaDbTlsTests(MariaDbGateway shared) : MySqlFamilyTlsTests(shared);
