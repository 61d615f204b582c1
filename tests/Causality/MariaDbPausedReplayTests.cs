using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbPausedReplayTests(MariaDbServers servers) : PausedReplayTests(servers);
