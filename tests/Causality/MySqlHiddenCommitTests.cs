using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlHiddenCommitTests(MySqlServers servers) : HiddenCommitTests(servers);
