using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlFaultTests(MySqlServers servers) : FaultTests(servers);
