namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>
/// A primary whose commits wait for somebody else: its replicas show them before it does. A primary is proved like any other
/// server.
/// </summary>
public abstract class HungCommitTests(EngineUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Before_ReplicaShowsWhatThePrimaryDoesNotYet_PrimaryHasNotReachedIt()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        Task<ExecutionResult> writing;
        ReplicationPosition seen;
        await Sql.HoldCommitsAsync(Primary);
        try
        {
            writing = primary.RunAsync(Write(Sql.Insert(table, 1, "a")));
            await Wait.UntilAsync(
                "the replica shows the row",
                async token => (await replica.RowsAsync(Read(Sql.SelectText(table, 1)))).RowCount == 1,
                cancellationToken: Token);
            seen = (await replica.RunAsync(Read(Sql.SelectText(table, 1), demand: PositionDemand.After))).Position!;

            Assert.False(writing.IsCompleted, "The commit did not wait.");
            Assert.Equal("0", await primary.SingleAsync(Read(Sql.Count(table))));
            for (var i = 0; i < 10; i++)
            {
                var error = await primary.FailAsync(Read(Sql.Count(table), seen));
                Assert.Equal(EngineErrorKind.NotReached, error.Kind);
                Assert.False((await primary.ProbeAsync(Token)).Reached!.Covers(seen));
            }

            Assert.True(Engine.CanReach(await primary.ProbeAsync(Token), seen), "What is being committed is taken for lost.");
        }
        finally
        {
            await Sql.ReleaseCommitsAsync(Primary);
        }

        await writing;
        Assert.Equal("a", (await primary.OnceReachedAsync(Read(Sql.SelectText(table, 1), seen))).Single);
    }

    /// <summary>What nobody but a replica has shown is no loss: the write comes to be acknowledged.</summary>
    [Fact]
    public async Task Commit_Held_ItsPositionCoversItOnceItIsAcknowledged()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        Task<ExecutionResult> writing;
        await Sql.HoldCommitsAsync(Primary);
        try
        {
            writing = primary.RunAsync(Write(Sql.Insert(table, 1, "a")));
            await Wait.UntilAsync(
                "the replica shows the row",
                async token => (await replica.RowsAsync(Read(Sql.SelectText(table, 1)))).RowCount == 1,
                cancellationToken: Token);
        }
        finally
        {
            await Sql.ReleaseCommitsAsync(Primary);
        }

        var position = (await writing).Position!;
        foreach (var server in Cluster.Servers)
        {
            await using var node = server.Open();
            Assert.Equal("a", (await node.OnceReachedAsync(Read(Sql.SelectText(table, 1), position))).Single);
        }
    }
}
