namespace CausalGateway.LocalCluster.Tests.Binlog;

/// <summary>One cluster for all tests whose verbs leave it as they found it.</summary>
public abstract class BinlogFixture(EngineUnderTest engine) : IAsyncLifetime
{
    public EngineUnderTest Engine => engine;

    public BinlogCluster Cluster { get; private set; } = null!;

    /// <summary>The primary and two replicas.</summary>
    public (DatabaseServer Primary, DatabaseServer First, DatabaseServer Second) Servers =>
        (Cluster[$"{engine.Prefix}-1"], Cluster[$"{engine.Prefix}-2"], Cluster[$"{engine.Prefix}-3"]);

    public async ValueTask InitializeAsync()
    {
        Cluster = await engine.StartAsync(replicas: 2);
        await Cluster.Primary.ExecuteAsync("create table items (id int primary key)");
        await Task.WhenAll(Cluster.Replicas.Select(replica => Cluster.WaitForReplayAsync(replica)));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Cluster.DisposeAsync();
    }
}
