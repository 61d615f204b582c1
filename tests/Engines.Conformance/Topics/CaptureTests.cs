namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>
/// The demands <see cref="PositionDemand.Commit"/> and <see cref="PositionDemand.After"/>: what covers the position shows the
/// write, or what was read.
/// </summary>
public abstract class CaptureTests(EngineUnderTest engine) : Topic(engine)
{
    private const int Rounds = 60;

    [Fact]
    public async Task Commit_EveryWayOfWriting_IsShownByReplicasThatCoverIt()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var first = Cluster.Replicas[0].Open();
        await using var second = Cluster.Replicas[1].Open();
        // Somebody else's writes keep the log moving around these.
        var others = await NewTableAsync();
        await using var background = new BackgroundWriter(Primary, i => Sql.Insert(others, i, "other"));
        var id = 0;
        for (var round = 0; round < Rounds / Sql.WaysOfWriting.Count; round++)
        {
            foreach (var (way, sql) in Sql.WaysOfWriting)
            {
                var text = $"{way} {++id}";
                var written = await primary.RunAsync(Write(sql(table, id, text)));
                Assert.NotNull(written.Position);
                Assert.Equal(ServerRole.Primary, written.Role);
                var read = Read(Sql.SelectText(table, id), written.Position);
                foreach (var shown in await Task.WhenAll(first.OnceReachedAsync(read), second.OnceReachedAsync(read)))
                {
                    Assert.True(shown.RowCount == 1, $"{way}: a replica covers the position and lacks the row.");
                    Assert.Equal(text, shown.Single);
                }
            }
        }
    }

    [Fact]
    public async Task Commit_EveryWayOfWriting_ThePrimaryItselfComesToCoverIt()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        var id = 0;
        foreach (var (_, sql) in Sql.WaysOfWriting)
        {
            var written = await primary.RunAsync(Write(sql(table, ++id, "a")));
            await primary.OnceReachedAsync(Read(Sql.SelectText(table, id), written.Position));
        }
    }

    [Fact]
    public async Task Commit_ReplicaStandsBeforeTheWrite_CoversOnlyThePositionBeforeIt()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        try
        {
            var id = 0;
            foreach (var (way, sql) in Sql.WaysOfWriting)
            {
                var written = await primary.RunAsync(Write(sql(table, ++id, "a")));
                var reached = (await replica.ProbeAsync(Token)).Reached!;
                Assert.False(reached.Covers(written.Position!), $"{way}: covered without the row.");
                Assert.True(written.BeforeCommit is null || !written.BeforeCommit.Covers(written.Position!), $"{way}: the floor covers the write.");
            }
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }
    }

    /// <summary>Nothing was written, and that is known of data which a later read must not fall behind.</summary>
    [Fact]
    public async Task Commit_NothingWasChanged_CoversWhatWasSeen()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var other = Primary.Open();
        await using var replica = Replica.Open();
        await Cluster.PauseReplayAsync(Replica);
        try
        {
            await other.RunAsync(Write(Sql.Insert(table, 1, "a")));
            var deleted = (await other.RunAsync(Write(Sql.Delete(table, 1)))).Position!;
            var updated = await primary.RunAsync(Write(Sql.Update(table, 1, "b")));
            Assert.Equal(0, updated.RowCount);
            Assert.True(updated.Position!.Covers(deleted), $"{updated.Position} does not cover {deleted}.");
            Assert.False((await replica.ProbeAsync(Token)).Reached!.Covers(updated.Position));
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }
    }

    /// <summary>A unique violation shows a row.</summary>
    [Fact]
    public async Task Commit_UniqueViolation_CoversTheRowThatItTellsOf()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var other = Primary.Open();
        var written = (await other.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
        var error = await primary.FailAsync(Write(Sql.Insert(table, 1, "b")));
        Assert.Equal((EngineErrorKind.ConstraintViolation, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.True(error.Position!.Covers(written), $"{error.Position} does not cover {written}.");
    }

    [Fact]
    public async Task After_ReadOnThePrimary_CoversWhatItShowed()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        for (var id = 1; id <= 10; id++)
        {
            var written = await primary.RunAsync(Write(Sql.Insert(table, id, "a")));
            var read = await primary.RunAsync(Read(Sql.Count(table), demand: PositionDemand.After));
            Assert.True(read.Position!.Covers(written.Position!), $"{read.Position} does not cover {written.Position}.");
        }
    }

    /// <summary>Monotonic reads: whoever covers what one server has shown shows no less, also the primary.</summary>
    [Fact]
    public async Task After_ReadsOfOneServerAfterAnother_NeverGoBack()
    {
        var table = await NewTableAsync();
        var nodes = Cluster.Servers.Select(server => server.Open()).ToArray();
        await using (var background = new BackgroundWriter(Primary, i => Sql.Insert(table, i, "a")))
        {
            ReplicationPosition? seen = null;
            var shown = 0L;
            for (var i = 0; i < 90; i++)
            {
                if (i % 10 == 0)
                {
                    await background.WaitForNextAsync();
                }

                var node = nodes[(i * 7 + i / 3) % nodes.Length];
                var read = Read(Sql.Count(table), seen, PositionDemand.After);
                var (count, position) = await ReadOnceReachedAsync(node, read);
                Assert.True(count >= shown, $"{node.Name} shows {count} rows after {shown} had been seen.");
                shown = count;
                seen = ReplicationPosition.Merge(seen, position);
            }

            Assert.True(shown > 0, "Nothing was ever written.");
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task None_NoDemand_BringsNoPosition()
    {
        var table = await NewTableAsync();
        await using var replica = Replica.Open();
        var result = await replica.RunAsync(Read(Sql.Count(table)));
        Assert.Equal((1L, "SELECT"), (result.RowCount, result.Command));
        Assert.Null(result.Position);
        Assert.Null(result.BeforeCommit);
        Assert.Equal((await replica.ProbeAsync(Token)).Incarnation, result.Incarnation);
    }

    private static async Task<(long Count, ReplicationPosition Position)> ReadOnceReachedAsync(
        INodeClient node, StatementRequest read)
    {
        (long, ReplicationPosition)? answer = null;
        await Wait.UntilAsync(
            $"{node.Name} has reached {read.MustCover?.ToDisplayString()}",
            async token =>
            {
                var sink = new RecordingSink();
                try
                {
                    var result = await node.ExecuteAsync(read, sink, token);
                    answer = (long.Parse(sink.Single), result.Position!);
                    return true;
                }
                catch (EngineException e) when (e.Kind == EngineErrorKind.NotReached)
                {
                    return false;
                }
            },
            cancellationToken: Token);
        return answer!.Value;
    }
}
