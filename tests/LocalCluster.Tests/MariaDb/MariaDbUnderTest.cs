using System.Globalization;
using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MariaDb;

internal sealed class MariaDbUnderTest : EngineUnderTest
{
    public override string Prefix => "maria";

    public override string PositionQuery => "select @@global.gtid_binlog_pos";

    public override async Task<BinlogCluster> StartAsync(
        int replicas, IReadOnlyDictionary<string, string>? settings = null) =>
        await MariaDbCluster.StartAsync(
            new MariaDbClusterOptions
            {
                Replicas = replicas,
                Fsync = false,
                Settings = settings ?? new Dictionary<string, string>(),
            },
            TestContext.Current.CancellationToken);

    public override async Task<bool> HasReceivedAsync(BinlogCluster cluster, DatabaseServer replica, string position)
    {
        var status = await cluster.QueryAsync(
            replica, "show slave status", cancellationToken: TestContext.Current.CancellationToken);
        return GetNumber(status[0]["Gtid_IO_Pos"]!) >= GetNumber(position);
    }

    /// <summary>The number of the domain that servers write to unless told otherwise.</summary>
    private static long GetNumber(string position) =>
        position.Split(',').Select(gtid => gtid.Split('-')).Where(gtid => gtid[0] == "0")
            .Select(gtid => long.Parse(gtid[2], CultureInfo.InvariantCulture)).FirstOrDefault();
}
