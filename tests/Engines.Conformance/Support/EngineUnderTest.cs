namespace CausalGateway.Engines.Conformance.Support;

/// <summary>
/// One engine as the topics see it: its contract, its dialect and a running cluster of a primary and two replicas, which the
/// tests of one engine share one after the other and leave as they found it.
/// </summary>
public abstract class EngineUnderTest : IAsyncLifetime
{
    /// <summary>The engine.</summary>
    public abstract IDatabaseEngine Engine { get; }

    /// <summary>The statements that the topics need, in this engine's words.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>The shared cluster.</summary>
    public ClusterUnderTest Cluster { get; private set; } = null!;

    /// <summary>Starts a cluster of its own for a test that breaks it.</summary>
    public abstract Task<ClusterUnderTest> StartClusterAsync(int replicas, CancellationToken cancellationToken);

    /// <summary>A position of the same form that no server of this cluster can ever reach: that of another history.</summary>
    public abstract ReplicationPosition MakeForeign(ReplicationPosition own);

    /// <summary>Fails unless the server is the one that this engine's tests are about.</summary>
    public abstract Task CheckVersionAsync(ServerUnderTest server);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Cluster = await StartClusterAsync(replicas: 2, CancellationToken.None);
        foreach (var server in Cluster.Servers)
        {
            await CheckVersionAsync(server);
        }

        foreach (var statement in Dialect.Preparation)
        {
            await Cluster.Primary.ExecuteAsync(statement);
        }

        await Cluster.WaitForReplayAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }
    }
}
