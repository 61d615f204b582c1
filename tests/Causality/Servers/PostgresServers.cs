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

    internal override async Task LetCommitsWaitForAsync(DatabaseServer replica, CancellationToken cancellationToken)
    {
        var primary = Cluster.Primary;
        await primary.ExecuteAsync($"alter system set synchronous_standby_names = '\"{replica.Name}\"'", cancellationToken);
        await primary.ExecuteAsync("select pg_reload_conf()", cancellationToken);
        await Wait.UntilAsync(
            $"commits wait for {replica.Name}",
            async token => await primary.ScalarAsync<bool>(
                $"select exists (select from pg_stat_replication where application_name = '{replica.Name}' and sync_state = 'sync')",
                token),
            cancellationToken: cancellationToken);
    }

    internal override async Task LetCommitsGoAsync(CancellationToken cancellationToken)
    {
        await Cluster.Primary.ExecuteAsync("alter system reset synchronous_standby_names", cancellationToken);
        await Cluster.Primary.ExecuteAsync("select pg_reload_conf()", cancellationToken);
    }
}
