using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresHiddenCommitTests(PostgresServers servers) : HiddenCommitTests(servers);
