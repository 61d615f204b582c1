namespace CausalGateway.Functional.Sessions;

[Collection(nameof(ExclusiveUse))]
public sealed class MariaDbPausedReplicaTests(MariaDbGateway shared) : PausedReplicaTests(shared);
