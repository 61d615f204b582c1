using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbFaultTests(MariaDbServers servers) : FaultTests(servers);
