using CausalGateway.Engines.InMemory;

namespace CausalGateway.Engines.Conformance.InMemory;

/// <summary>A cluster in this process.</summary>
internal sealed class MemoryCluster : ClusterUnderTest
{
    private readonly List<MemoryServer> _servers;

    public MemoryCluster(InMemoryEngine engine, InMemoryCluster cluster) =>
        _servers = [.. cluster.Servers.Select(server => new MemoryServer(engine, server))];

    public override ServerUnderTest Primary => _servers.Last(server => server.Server.Source is null);

    public override IReadOnlyList<ServerUnderTest> Replicas => [.. _servers.Where(server => server.Server.Source is not null)];

    public override Task WaitForReplayAsync(ServerUnderTest replica) => Wait.UntilAsync(
        $"{replica} has replayed what its source has",
        () => Of(replica).Position.Covers(Of(replica).Source!.Position));

    public override Task PauseReplayAsync(ServerUnderTest replica) => Done(Of(replica).PauseReplay);

    public override Task ResumeReplayAsync(ServerUnderTest replica) => Done(Of(replica).ResumeReplay);

    public override bool ReplaysByStep => true;

    public override Task ReplayOneAsync(ServerUnderTest replica)
    {
        Assert.True(Of(replica).ReplayOne(), "There was nothing to replay.");
        return Task.CompletedTask;
    }

    public override Task PromoteAsync(ServerUnderTest replica) => Done(Of(replica).Promote);

    public override void CutReplication(ServerUnderTest replica) => Of(replica).CutReplication();

    public override void HealReplication(ServerUnderTest replica) => Of(replica).HealReplication();

    public override ValueTask DisposeAsync()
    {
        _servers.ForEach(server => server.Dispose());
        return ValueTask.CompletedTask;
    }

    private static InMemoryServer Of(ServerUnderTest server) => ((MemoryServer)server).Server;

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
