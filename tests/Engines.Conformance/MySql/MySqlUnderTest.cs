using System.Globalization;
using CausalGateway.Engines.MySql;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.Conformance.MySql;

/// <summary>MySQL 9.7.</summary>
public sealed class MySqlUnderTest : EngineUnderTest
{
    public override IDatabaseEngine Engine { get; } = new MySqlEngine(TimeProvider.System);

    public override SqlDialect Dialect { get; } = new MySqlDialect();

    /// <summary>How an application reaches a server of one of the two engines.</summary>
    internal static NodeOptions OptionsFor(string name, int port) => new()
    {
        Name = name,
        Host = "127.0.0.1",
        Port = port,
        Connection = $"Username={SqlLogin.Application.User};Password={SqlLogin.Application.Password};Database=app",
        Monitor = $"Username={SqlLogin.Monitor.User};Password={SqlLogin.Monitor.Password}",
    };

    public override async Task<ClusterUnderTest> StartClusterAsync(int replicas, CancellationToken cancellationToken) =>
        new SteppedCluster(
            await MySqlCluster.StartAsync(new MySqlClusterOptions { Replicas = replicas }, cancellationToken), Engine, StepAsync);

    /// <summary>The transactions of a server that nobody has heard of.</summary>
    public override ReplicationPosition MakeForeign(ReplicationPosition own)
    {
        Assert.True(Engine.Positions.TryParse("00000000-aaaa-0000-0000-000000000001:1-7", out var foreign));
        return foreign;
    }

    public override async Task CheckVersionAsync(ServerUnderTest server)
    {
        Assert.StartsWith("9.7.", await server.ScalarAsync("select version()"), StringComparison.Ordinal);
        var comment = $"{await server.ScalarAsync("select @@version_comment")}";
        Assert.DoesNotContain("MariaDB", comment, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The source numbers its transactions without a gap, so that the next one follows those that were replayed.</summary>
    private static async Task<string> StepAsync(DatabaseServer replica)
    {
        var source = await replica.Source!.ScalarAsync<string>("select @@server_uuid");
        var executed = await replica.ScalarAsync<string>("select replace(@@global.gtid_executed, '\n', '')");
        var numbers = $"{executed}".Split(',').Single(set => set.StartsWith($"{source}:", StringComparison.Ordinal));
        var last = int.Parse(numbers.Split(':', '-')[^1], CultureInfo.InvariantCulture);
        return $"start replica sql_thread until sql_after_gtids = '{source}:{last + 1}'";
    }
}
