using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Causality.Servers;

/// <summary>MySQL servers.</summary>
public sealed class MySqlServers : BinlogServers
{
    private protected override string AcknowledgersQuery =>
        "select variable_value from performance_schema.global_status where variable_name = 'Rpl_semi_sync_source_clients'";

    private protected override string LetPrimaryWait =>
        $"""
        set global rpl_semi_sync_source_timeout = {NeverGiveUpMilliseconds};
        set global rpl_semi_sync_source_wait_point = AFTER_SYNC;
        set global rpl_semi_sync_source_enabled = ON
        """;

    private protected override string LetPrimaryGo => "set global rpl_semi_sync_source_enabled = OFF";

    private protected override string Reconnect => "stop replica io_thread; start replica io_thread";

    private protected override string Acknowledge(bool on) => $"set global rpl_semi_sync_replica_enabled = {(on ? "ON" : "OFF")}";

    private protected override async Task<ReplicatedCluster> StartClusterAsync(Sandbox sandbox) =>
        await OfFamilyAsync(
            await MySqlCluster.StartAsync(new MySqlClusterOptions
            {
                Sandbox = sandbox,
                Fsync = false,
                // Neither does anything before it is enabled.
                Settings = new Dictionary<string, string> { ["plugin_load_add"] = "semisync_source.so;semisync_replica.so" },
            }),
            isMariaDb: false,
            new Version(8, 4));
}
