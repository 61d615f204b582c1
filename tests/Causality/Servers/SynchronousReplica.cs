using CausalGateway.LocalCluster;

namespace CausalGateway.Causality.Servers;

/// <summary>Makes the primary's commits wait for one replica, for as long as this lives.</summary>
internal sealed class SynchronousReplica : IAsyncDisposable
{
    private readonly TestServers _servers;

    private SynchronousReplica(TestServers servers, DatabaseServer replica)
    {
        _servers = servers;
        Replica = replica;
    }

    /// <summary>The replica that commits wait for.</summary>
    public DatabaseServer Replica { get; }

    /// <summary>A replica that they do not wait for: it shows a commit while the primary still waits.</summary>
    public DatabaseServer Ahead => _servers.Cluster.Replicas.First(replica => replica != Replica);

    /// <summary>Returns once commits wait for the replica.</summary>
    public static async Task<SynchronousReplica> SetAsync(
        TestServers servers, DatabaseServer replica, CancellationToken cancellationToken)
    {
        var set = new SynchronousReplica(servers, replica);
        await servers.LetCommitsWaitForAsync(replica, cancellationToken);
        return set;
    }

    /// <summary>Lets commits go, and puts the servers right.</summary>
    public async ValueTask DisposeAsync()
    {
        await _servers.LetCommitsGoAsync(CancellationToken.None);
        await _servers.HealAsync(CancellationToken.None);
    }
}
