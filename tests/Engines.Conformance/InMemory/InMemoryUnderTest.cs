using CausalGateway.Engines.InMemory;

namespace CausalGateway.Engines.Conformance.InMemory;

/// <summary>The engine whose servers live in this process.</summary>
public sealed class InMemoryUnderTest : EngineUnderTest
{
    private readonly InMemoryEngine _engine = new(TimeProvider.System);

    public override IDatabaseEngine Engine => _engine;

    public override SqlDialect Dialect { get; } = new InMemoryDialect();

    public override Task<ClusterUnderTest> StartClusterAsync(int replicas, CancellationToken cancellationToken)
    {
        var cluster = _engine.CreateCluster(replicas);
        foreach (var server in cluster.Servers)
        {
            server.CommitTime = TimeSpan.FromMilliseconds(3);
        }

        return Task.FromResult<ClusterUnderTest>(new MemoryCluster(_engine, cluster));
    }

    public override ReplicationPosition MakeForeign(ReplicationPosition own)
    {
        Assert.True(Engine.Positions.TryParse("elsewhere:7", out var foreign));
        return foreign;
    }

    public override async Task CheckVersionAsync(ServerUnderTest server)
    {
        await using var node = server.Open();
        Assert.Equal("in memory", (await node.ProbeAsync(CancellationToken.None)).Version);
    }
}
