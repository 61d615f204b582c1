namespace CausalGateway.Functional.Sessions;

[Collection(nameof(ExclusiveUse))]
public sealed class MySqlPausedReplicaTests(MySqlGateway shared) : PausedReplicaTests(shared);
