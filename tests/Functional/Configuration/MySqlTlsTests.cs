namespace CausalGateway.Functional.Configuration;

public sealed class MySqlTlsTests(MySqlGateway shared) : MySqlFamilyTlsTests(shared);
