using System.Globalization;
using CausalGateway.Engines.Conformance.MySql;
using CausalGateway.Engines.MySql;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.Conformance.MariaDb;

/// <summary>MariaDB 10.11.</summary>
public sealed class MariaDbUnderTest : EngineUnderTest
{
    public override IDatabaseEngine Engine { get; } = new MariaDbEngine(TimeProvider.System);

    public override SqlDialect Dialect { get; } = new MariaDbDialect();

    public override async Task<ClusterUnderTest> StartClusterAsync(int replicas, CancellationToken cancellationToken) =>
        new SteppedCluster(
            await MariaDbCluster.StartAsync(new MariaDbClusterOptions { Replicas = replicas }, cancellationToken), Engine, StepAsync, "start slave");

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

    /// <summary>It takes a limit only for both threads at once, and ends both there.</summary>
    private static async Task<string> StepAsync(DatabaseServer replica)
    {
        var position = $"{await replica.ScalarAsync<string>("select @@global.gtid_slave_pos")}".Split('-');
        var next = long.Parse(position[2], CultureInfo.InvariantCulture) + 1;
        return $"stop slave; start slave until master_gtid_pos = '{position[0]}-{position[1]}-{next}'";
    }
}
