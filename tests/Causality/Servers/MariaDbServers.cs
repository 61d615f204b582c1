using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Causality.Servers;

/// <summary>MariaDB servers.</summary>
public sealed class MariaDbServers : BinlogServers
{
    private protected override string AcknowledgersQuery =>
        "select variable_value from information_schema.global_status where variable_name = 'Rpl_semi_sync_master_clients'";

    private protected override string LetPrimaryWait =>
        $"""
        set global rpl_semi_sync_master_timeout = {NeverGiveUpMilliseconds};
        set global rpl_semi_sync_master_wait_point = AFTER_SYNC;
        set global rpl_semi_sync_master_enabled = ON
        """;

    private protected override string LetPrimaryGo => "set global rpl_semi_sync_master_enabled = OFF";

    private protected override string Reconnect => "stop slave io_thread; start slave io_thread";

    private protected override string Acknowledge(bool on) => $"set global rpl_semi_sync_slave_enabled = {(on ? "ON" : "OFF")}";

    private protected override async Task<ReplicatedCluster> StartClusterAsync(Sandbox sandbox) =>
        await OfFamilyAsync(
            await MariaDbCluster.StartAsync(new MariaDbClusterOptions { Sandbox = sandbox, Fsync = false }),
            isMariaDb: true,
            new Version(10, 11));
}
