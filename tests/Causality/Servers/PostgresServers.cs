using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Postgres;

namespace CausalGateway.Causality.Servers;

/// <summary>PostgreSQL servers.</summary>
public sealed class PostgresServers : TestServers
{
    /// <inheritdoc/>
    protected override string Database => "postgres";

    private protected override async Task<ReplicatedCluster> StartClusterAsync(Sandbox sandbox) =>
        await PostgresCluster.StartAsync(new PostgresClusterOptions { Sandbox = sandbox, Fsync = false });

    private protected override CounterTable NewTable(string name) => new PostgresCounterTable(Database, name);
}
