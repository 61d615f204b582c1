using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Tests.Support;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.MySql.Tests.Execution;

/// <summary>
/// Under concurrent commits and changes of the log file: whatever a position proves is shown, and whatever was shown is covered by
/// what is remembered. Each row is one transaction and nobody else writes, so that counting tells.
/// </summary>
public sealed class BoundsTests
{
    private const int Checks = 150;
    private const int Writers = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Positions_UnderConcurrentCommits_LowerBoundsAreShownAndUpperBoundsCover(Family family)
    {
        await using var cluster = await Clusters.StartAsync(family, replicas: 1);
        await cluster.Primary.ExecuteAsync("create table counted (id int auto_increment primary key)", Token);
        await cluster.WaitForReplayAsync(cluster.Replicas[0], Token);
        await using var primary = Node.Open(family, cluster.Primary);
        await using var replica = Node.Open(family, cluster.Replicas[0]);
        var start = Count(((MySqlNodeStatus)await primary.ProbeAsync(Token)).Known);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(primary, stop.Token), Token)).ToArray();
        var switching = Task.Run(() => SwitchLogsAsync(cluster, stop.Token), Token);

        var proved = 0L;
        for (var i = 0; i < Checks; i++)
        {
            foreach (var node in new[] { primary, replica })
            {
                var reached = Count((await node.ProbeAsync(Token)).Reached!) - start;
                var sink = new RecordingSink();
                var read = await node.ExecuteAsync(Sql.Read("select count(*) from counted", PositionDemand.After).Shareable(), sink, Token);
                var shown = long.Parse(sink.Single, System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(reached <= shown, $"{node.Name} was proved to have {reached} transactions and showed {shown}.");
                Assert.True(
                    Count(read.Position!) - start >= shown,
                    $"{node.Name} showed {shown} transactions and remembered {Count(read.Position!) - start}.");
                proved = Math.Max(proved, reached);
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(writing);
        await switching;
        Assert.True(proved > 0, "Nothing was proved while others wrote.");
    }

    private static async Task WriteAsync(MySqlNodeClient node, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var result = await node.RunAsync(Sql.Write("insert into counted values ()").Shareable());
            Assert.NotNull(result.Position);
        }
    }

    private static async Task SwitchLogsAsync(BinlogCluster cluster, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await cluster.Primary.ExecuteAsync("flush binary logs", Token);
        }
    }

    /// <summary>How many transactions a position of one writing server stands for.</summary>
    private static long Count(ReplicationPosition position) => position switch
    {
        MySqlPosition mySql => mySql.Gtids.Runs.Sum(run => run.Intervals.Sum(interval => interval.Last - interval.First + 1)),
        MariaDbPosition mariaDb => mariaDb.Components.Sum(component => (long)component.Number),
        _ => throw new ArgumentException("Another engine's.", nameof(position)),
    };
}
