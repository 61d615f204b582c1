using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlPausedReplayTests(MySqlServers servers) : PausedReplayTests(servers);
