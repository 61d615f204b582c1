using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.Conformance.MySql;

/// <summary>A cluster of real processes whose replicas can be made to replay one transaction.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="engine">Its engine.</param>
/// <param name="step">Gives the statement that starts replay up to the next transaction.</param>
/// <param name="resume">Lets everything go on, where a step has ended more than replay.</param>
internal sealed class SteppedCluster(
    BinlogCluster cluster, IDatabaseEngine engine, Func<DatabaseServer, Task<string>> step, string? resume = null)
    : RealCluster(cluster, engine, MySqlUnderTest.OptionsFor)
{
    public override bool ReplaysByStep => true;

    public override Task ResumeReplayAsync(ServerUnderTest replica) =>
        resume is null ? base.ResumeReplayAsync(replica) : Of(replica).ExecuteAsync(resume);

    /// <summary>Starts replay up to the next transaction, and waits until the server has stopped there by itself.</summary>
    public override async Task ReplayOneAsync(ServerUnderTest replica)
    {
        var server = Of(replica);
        await server.ExecuteAsync(await step(server));
        await Wait.UntilAsync(
            $"{server.Name} has replayed one transaction and stopped",
            async token =>
            {
                var status = (await cluster.QueryAsync(server, "show replica status", cancellationToken: token))[0];
                var running = status.Columns.Contains("Replica_SQL_Running") ? "Replica_SQL_Running" : "Slave_SQL_Running";
                return status[running] == "No";
            });
    }
}
