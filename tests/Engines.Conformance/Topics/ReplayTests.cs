namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>Replicas that stand between two transactions, where an engine can be stopped there.</summary>
public abstract class ReplayTests(EngineUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Before_ReplayStepByStep_EachWriteIsReachedWithItsOwnStep()
    {
        const int Writes = 4;
        if (!Cluster.ReplaysByStep)
        {
            return;
        }

        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        try
        {
            List<ReplicationPosition> written = [];
            for (var id = 1; id <= Writes; id++)
            {
                written.Add((await primary.RunAsync(Write(Sql.Insert(table, id, "a")))).Position!);
            }

            for (var steps = 0; steps <= Writes; steps++)
            {
                Assert.Equal($"{steps}", await replica.SingleAsync(Read(Sql.Count(table))));
                for (var i = 0; i < Writes; i++)
                {
                    var covers = (await replica.ProbeAsync(Token)).Reached!.Covers(written[i]);
                    Assert.True(covers == i < steps, $"Covered: {covers}, with {steps} of {Writes} steps, write {i + 1}.");
                }

                if (steps < Writes)
                {
                    await Cluster.ReplayOneAsync(Replica);
                }
            }
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }
    }

    /// <summary>A procedure may commit several times, and tells of each where it likes.</summary>
    [Fact]
    public async Task Commit_ProcedureThatCommitsTwice_CoversBoth()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        ReplicationPosition position;
        try
        {
            position = (await primary.RunAsync(Write(Sql.WriteTwice(table, 1, 2)))).Position!;
            Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(position));
            if (Cluster.ReplaysByStep)
            {
                await Cluster.ReplayOneAsync(Replica);
                Assert.Equal("1", await replica.SingleAsync(Read(Sql.Count(table))));
                Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(position), "Covered with half of it.");
                Assert.Equal(EngineErrorKind.NotReached, (await replica.FailAsync(Read(Sql.Count(table), position))).Kind);
            }
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }

        Assert.Equal("2", (await replica.OnceReachedAsync(Read(Sql.Count(table), position))).Single);
    }

    /// <summary>What runs in between leaves the connection's trackers as they were, or arms them again.</summary>
    [Fact]
    public async Task Commit_OnOneConnectionBetweenOtherStatements_IsCoveredEveryTime()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open(configure: options => options with { MaxConnections = 1 });
        await using var replica = Replica.Open();
        var id = 0;
        foreach (var (way, sql) in Sql.WaysOfWriting)
        {
            await Cluster.PauseReplayAsync(Replica);
            ReplicationPosition position;
            try
            {
                position = (await primary.RunAsync(Write(sql(table, ++id, "a")))).Position!;
                await primary.FailAsync(AsClassified(Sql.Mistakes[Mistake.Duplicate]));
                Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(position), $"{way}: covered without the row.");
            }
            finally
            {
                await Cluster.ResumeReplayAsync(Replica);
            }

            Assert.Equal("a", (await replica.OnceReachedAsync(Read(Sql.SelectText(table, id), position))).Single);
        }
    }

    /// <summary>A definition that fails may have done half of its work.</summary>
    [Fact]
    public async Task Commit_DefinitionThatFailsHalfway_TellsTheTruthWithItsPosition()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        EngineException error;
        bool there;
        try
        {
            error = await primary.FailAsync(Write(Sql.DropBoth(table, "nowhere")));
            there = await IsThereAsync(primary, Read(Sql.Count(table)));
            Assert.True(there || error.Outcome != StatementOutcome.NotApplied, "The table is gone, and nothing is said to have been done.");
            Assert.True(there || !(await replica.ProbeAsync(Token)).Reached!.Covers(error.Position!), "Covered, and the table is there.");
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }

        if (!there)
        {
            await replica.ProbeUntilAsync("it has reached the definition", status => status.Reached!.Covers(error.Position!));
            Assert.False(await IsThereAsync(replica, Read(Sql.Count(table))));
        }
    }

    private static async Task<bool> IsThereAsync(INodeClient node, StatementRequest read)
    {
        try
        {
            await node.RunAsync(read);
            return true;
        }
        catch (EngineException e) when (e.Kind == EngineErrorKind.SqlError)
        {
            return false;
        }
    }
}
