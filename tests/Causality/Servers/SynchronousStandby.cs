using CausalGateway.LocalCluster;

namespace CausalGateway.Causality.Servers;

/// <summary>Makes the primary's commits wait for one replica, for as long as this lives.</summary>
internal sealed class SynchronousStandby : IAsyncDisposable
{
    private readonly TestServers _servers;

    private SynchronousStandby(TestServers servers, DatabaseServer replica)
    {
        _servers = servers;
        Replica = replica;
    }

    /// <summary>The replica that commits wait for.</summary>
    public DatabaseServer Replica { get; }

    /// <summary>A replica that they do not wait for: it shows a commit while the primary still waits.</summary>
    public DatabaseServer Ahead => _servers.Cluster.Replicas.First(replica => replica != Replica);

    /// <summary>Returns once commits wait for the replica.</summary>
    public static async Task<SynchronousStandby> SetAsync(
        TestServers servers, DatabaseServer replica, CancellationToken cancellationToken)
    {
        var primary = servers.Cluster.Primary;
        var set = new SynchronousStandby(servers, replica);
        await primary.ExecuteAsync($"alter system set synchronous_standby_names = '\"{replica.Name}\"'", cancellationToken);
        await primary.ExecuteAsync("select pg_reload_conf()", cancellationToken);
        await Wait.UntilAsync(
            $"commits wait for {replica.Name}",
            async token => await primary.ScalarAsync<bool>(
                $"select exists (select from pg_stat_replication where application_name = '{replica.Name}' and sync_state = 'sync')",
                token),
            cancellationToken: cancellationToken);
        return set;
    }

    /// <summary>Lets commits go, and puts the servers right.</summary>
    public async ValueTask DisposeAsync()
    {
        var primary = _servers.Cluster.Primary;
        await primary.ExecuteAsync("alter system reset synchronous_standby_names");
        await primary.ExecuteAsync("select pg_reload_conf()");
        await _servers.HealAsync(CancellationToken.None);
    }
}
