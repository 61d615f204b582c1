using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresPausedReplayTests(PostgresServers servers) : PausedReplayTests(servers);
