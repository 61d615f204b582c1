namespace CausalGateway.Functional.Disconnects;

public sealed class MySqlDisconnectTests(MySqlGateway shared) : MySqlFamilyDisconnectTests(shared);
