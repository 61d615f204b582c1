using CausalGateway.Engines.Postgres;
using CausalGateway.LocalCluster.Postgres;

namespace CausalGateway.Engines.Conformance.Postgres;

/// <summary>PostgreSQL 15.</summary>
public sealed class PostgresUnderTest : EngineUnderTest
{
    public override IDatabaseEngine Engine { get; } = new PostgresEngine(TimeProvider.System);

    public override SqlDialect Dialect { get; } = new PostgresDialect();

    /// <summary>How an application reaches a server.</summary>
    internal static NodeOptions OptionsFor(string name, int port) => new()
    {
        Name = name,
        Host = "127.0.0.1",
        Port = port,
        Connection = "Username=app;Database=postgres",
        Monitor = "Username=monitor",
    };

    public override async Task<ClusterUnderTest> StartClusterAsync(int replicas, CancellationToken cancellationToken)
    {
        var cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = replicas }, cancellationToken);
        await cluster.Primary.ExecuteAsync(
            """
            create role app login;
            create role monitor login;
            grant pg_monitor to monitor;
            grant all on schema public to public
            """,
            cancellationToken);
        var wrapped = new RealCluster(cluster, Engine, OptionsFor);
        await wrapped.WaitForReplayAsync();
        return wrapped;
    }

    /// <summary>The timeline that an independent promotion would have begun.</summary>
    public override ReplicationPosition MakeForeign(ReplicationPosition own)
    {
        var text = own.ToString();
        Assert.True(Engine.Positions.TryParse(text.Replace("@", "@9", StringComparison.Ordinal), out var foreign), text);
        return foreign;
    }

    public override async Task CheckVersionAsync(ServerUnderTest server) =>
        Assert.StartsWith("PostgreSQL 15.", await server.ScalarAsync("select version()"), StringComparison.Ordinal);
}
