using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbHiddenCommitTests(MariaDbServers servers) : HiddenCommitTests(servers);
