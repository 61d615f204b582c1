using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MySql;

internal sealed class MySqlUnderTest : EngineUnderTest
{
    public override string Prefix => "my";

    public override string PositionQuery => "select replace(@@global.gtid_executed, '\n', '')";

    public override async Task<BinlogCluster> StartAsync(
        int replicas, IReadOnlyDictionary<string, string>? settings = null) =>
        await MySqlCluster.StartAsync(
            new MySqlClusterOptions
            {
                Replicas = replicas,
                Fsync = false,
                Settings = settings ?? new Dictionary<string, string>(),
            },
            TestContext.Current.CancellationToken);

    public override Task<bool> HasReceivedAsync(BinlogCluster cluster, DatabaseServer replica, string position) =>
        replica.ScalarAsync<bool>(
            $"""
            select gtid_subset('{position}', concat_ws(',', received_transaction_set, @@global.gtid_executed))
            from performance_schema.replication_connection_status
            """,
            TestContext.Current.CancellationToken);
}
