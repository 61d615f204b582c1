namespace CausalGateway.Engines.Conformance.Support;

/// <summary>A cluster of real processes.</summary>
internal class RealCluster : ClusterUnderTest
{
    private readonly ReplicatedCluster _cluster;
    private readonly Dictionary<DatabaseServer, RealServer> _servers;

    /// <summary>Wraps a running cluster; <paramref name="options"/> says how an application reaches a server by name and port.</summary>
    public RealCluster(ReplicatedCluster cluster, IDatabaseEngine engine, Func<string, int, NodeOptions> options)
    {
        _cluster = cluster;
        _servers = cluster.Servers.ToDictionary(server => server, server => new RealServer(cluster, server, engine, options));
    }

    public override ServerUnderTest Primary => _servers[_cluster.Primary];

    public override IReadOnlyList<ServerUnderTest> Replicas => [.. _cluster.Replicas.Select(replica => _servers[replica])];

    public override Task WaitForReplayAsync(ServerUnderTest replica) => _cluster.WaitForReplayAsync(Of(replica));

    public override Task PauseReplayAsync(ServerUnderTest replica) => _cluster.PauseReplayAsync(Of(replica));

    public override Task ResumeReplayAsync(ServerUnderTest replica) => _cluster.ResumeReplayAsync(Of(replica));

    public override Task PromoteAsync(ServerUnderTest replica) => _cluster.PromoteAsync(Of(replica));

    public override void CutReplication(ServerUnderTest replica) => _cluster.Cut(Of(replica), Of(replica).Source!);

    public override void HealReplication(ServerUnderTest replica) => _cluster.Heal(Of(replica), Of(replica).Source!);

    public override ValueTask DisposeAsync() => _cluster.DisposeAsync();

    protected static DatabaseServer Of(ServerUnderTest server) => ((RealServer)server).Server;
}
