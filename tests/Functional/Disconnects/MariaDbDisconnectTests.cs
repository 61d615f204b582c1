namespace CausalGateway.Functional.Disconnects;

public sealed class MariaDbDisconnectTests(MariaDbGateway shared) : MySqlFamilyDisconnectTests(shared);
