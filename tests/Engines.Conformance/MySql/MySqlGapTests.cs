using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.Conformance.MySql;

/// <summary>
/// A replica that need not keep the order of commits shows later writes first: its executed set has gaps, and the largest
/// number in it says nothing.
/// </summary>
[Collection(nameof(OnMySql))]
public sealed class MySqlGapTests(MySqlUnderTest engine) : Topic(engine)
{
    private const string Blocked = "blocked";
    private const string Free = "free";

    [Fact]
    public async Task Before_LaterWriteIsReplayedFirst_OnlyThatOneIsReached()
    {
        await using var servers = await MySqlCluster.StartAsync(
            new MySqlClusterOptions { Replicas = 1, PreserveCommitOrder = [false] }, Token);
        var cluster = new RealCluster(servers, Engine, MySqlUnderTest.OptionsFor);
        await using var primary = cluster.Primary.Open();
        await using var replica = cluster.Replicas[0].Open();
        foreach (var table in new[] { Blocked, Free })
        {
            await primary.RunAsync(Write(Sql.CreateTable(table)));
        }

        await cluster.WaitForReplayAsync();
        ReplicationPosition early;
        await using (var reader = await servers.OpenSessionAsync(servers.Replicas[0], cancellationToken: Token))
        {
            await reader.QueryAsync($"lock tables {Blocked} read", Token);
            early = (await primary.RunAsync(Write(Sql.Insert(Blocked, 1, "early")))).Position!;
            var late = (await primary.RunAsync(Write(Sql.Insert(Free, 1, "late")))).Position!;
            Assert.Equal("late", (await replica.OnceReachedAsync(Read(Sql.SelectText(Free, 1), late))).Single);

            Assert.Equal("0", await replica.SingleAsync(Read(Sql.Count(Blocked))));
            Assert.Equal(EngineErrorKind.NotReached, (await replica.FailAsync(Read(Sql.Count(Blocked), early))).Kind);
            var status = await replica.ProbeAsync(Token);
            Assert.True(status.Reached!.Covers(late));
            Assert.False(status.Reached.Covers(early));
            Assert.False(status.Reached.Covers(late.Merge(early)));
            Assert.True(Engine.Positions.TryParse(status.Reached.ToString(), out var again));
            Assert.Equal(status.Reached, again);

            // What is being applied may be shown a moment before it is counted: an upper bound has it.
            var shown = await replica.RunAsync(Read(Sql.Count(Free), demand: PositionDemand.After));
            Assert.True(shown.Position!.Covers(late));
            Assert.True(shown.Position.Covers(early), "What the replica was applying while it answered is left out.");
        }

        Assert.Equal("early", (await replica.OnceReachedAsync(Read(Sql.SelectText(Blocked, 1), early))).Single);
    }

    /// <summary>The same of a primary: what is being committed there counts as seen by whoever reads meanwhile.</summary>
    [Fact]
    public async Task After_CommitUnderWay_IsInTheUpperBound()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Sql.HoldCommitsAsync(Primary);
        Task<ExecutionResult> writing;
        ReplicationPosition seen;
        try
        {
            writing = primary.RunAsync(Write(Sql.Insert(table, 1, "a")));
            await Wait.UntilAsync(
                "the replica shows the row",
                async token => (await replica.RowsAsync(Read(Sql.SelectText(table, 1)))).RowCount == 1,
                cancellationToken: Token);
            seen = (await primary.RunAsync(Read(Sql.Count(table), demand: PositionDemand.After))).Position!;
        }
        finally
        {
            await Sql.ReleaseCommitsAsync(Primary);
        }

        Assert.True(seen.Covers((await writing).Position!), "A commit under way is left out of what may have been seen.");
    }
}
