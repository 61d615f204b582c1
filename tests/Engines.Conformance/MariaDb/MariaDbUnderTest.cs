using CausalGateway.Engines.Conformance.MySql;
using CausalGateway.Engines.MySql;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.Conformance.MariaDb;

/// <summary>MariaDB 10.11.</summary>
public sealed class MariaDbUnderTest : EngineUnderTest
{
    public override IDatabaseEngine Engine { get; } = new MariaDbEngine(TimeProvider.System);

    public override SqlDialect Dialect { get; } = new MariaDbDialect();

    public override async Task<ClusterUnderTest> StartClusterAsync(int replicas, CancellationToken cancellationToken) => new RealCluster(
        await MariaDbCluster.StartAsync(new MariaDbClusterOptions { Replicas = replicas }, cancellationToken),
        Engine,
        MySqlUnderTest.OptionsFor);

    /// <summary>The transactions of a server that has diverged: its numbers are higher, and none of this history.</summary>
    public override ReplicationPosition MakeForeign(ReplicationPosition own)
    {
        Assert.True(Engine.Positions.TryParse("0-999-1000000", out var foreign));
        return foreign;
    }

    public override async Task CheckVersionAsync(ServerUnderTest server)
    {
        var version = await server.ScalarAsync("select version()");
        Assert.StartsWith("10.11.", version, StringComparison.Ordinal);
        Assert.Contains("MariaDB", version, StringComparison.Ordinal);
        Assert.NotEmpty($"{await server.ScalarAsync("select @@version_comment")}");
    }
}
