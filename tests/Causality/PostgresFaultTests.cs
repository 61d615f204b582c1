using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresFaultTests(PostgresServers servers) : FaultTests(servers);
