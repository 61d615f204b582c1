namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>The demand <see cref="PositionDemand.Before"/>: no row without proof.</summary>
public abstract class ProofTests(EngineUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Before_ReplicaHasNotReachedIt_HandsOutNothing()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        await using var replica = Replica.Open(configure: options => options with { MaxConnections = 1 });
        await primary.RunAsync(Write(Sql.Insert(table, 1, "old")));
        await Cluster.WaitForReplayAsync(Replica);
        await Cluster.PauseReplayAsync(Replica);
        StatementRequest read;
        try
        {
            var written = await primary.RunAsync(Write(Sql.Update(table, 1, "fresh")));
            read = Read(Sql.SelectText(table, 1), written.Position, PositionDemand.After);
            for (var i = 0; i < 5; i++)
            {
                var sink = new RecordingSink();
                var error = await replica.FailAsync(read, sink);
                Assert.Equal((EngineErrorKind.NotReached, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
                Assert.Null(sink.Columns);
                Assert.Equal(0, sink.ValueCount);
                // The only connection is still fit for what asks for less.
                Assert.Equal("old", await replica.SingleAsync(Read(Sql.SelectText(table, 1))));
            }
        }
        finally
        {
            await Cluster.ResumeReplayAsync(Replica);
        }

        Assert.Equal("fresh", (await replica.OnceReachedAsync(read)).Single);
    }

    [Fact]
    public async Task Before_ServerReachedIt_GivesRowsAndWhereItIs()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        var written = await primary.RunAsync(Write(Sql.Insert(table, 1, "a")));
        foreach (var server in Cluster.Servers)
        {
            await using var node = server.Open();
            await node.OnceReachedAsync(Read(Sql.SelectText(table, 1), written.Position));
            var proved = await node.RunAsync(Read(Sql.SelectText(table, 1), written.Position));
            Assert.Equal(1, proved.RowCount);
            Assert.True(proved.Reached is null || proved.Reached.Covers(written.Position!));
        }
    }

    [Fact]
    public async Task Before_AnotherHistory_IsNeverReached()
    {
        foreach (var server in Cluster.Servers)
        {
            await using var node = server.Open();
            var status = await node.ProbeAsync(Token);
            var foreign = Under.MakeForeign(status.Reached!);
            var error = await node.FailAsync(Read(Sql.One, foreign));
            Assert.Equal(EngineErrorKind.NotReached, error.Kind);
            error = await node.FailAsync(Read(Sql.One, status.Reached!.Merge(foreign)));
            Assert.Equal(EngineErrorKind.NotReached, error.Kind);
            // A replica may have to wait for what only its source can tell.
            Assert.False(status.Role == ServerRole.Primary && Engine.CanReach(status, foreign));
            Assert.True(Engine.CanReach(status, status.Reached));
        }
    }

    [Fact]
    public async Task Role_PrimaryDemandedOfAReplica_IsNotPrimary()
    {
        var table = await NewTableAsync();
        await using var replica = Replica.Open();
        foreach (var request in new[]
        {
            Read(Sql.One) with { Role = ServerRole.Primary },
            Read(Sql.One, demand: PositionDemand.After) with { Role = ServerRole.Primary },
        })
        {
            var sink = new RecordingSink();
            var error = await replica.FailAsync(request, sink);
            Assert.Equal((EngineErrorKind.NotPrimary, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            Assert.Equal(0, sink.ValueCount);
        }

        foreach (var (way, sql) in Sql.WaysOfWriting)
        {
            var error = await replica.FailAsync(Write(sql(table, 1, way)));
            Assert.True(
                error.Kind is EngineErrorKind.NotPrimary or EngineErrorKind.ReadOnly && error.Outcome == StatementOutcome.NotApplied,
                $"{way}: {error.Kind}, {error.Outcome}: {error.Message}");
        }

        Assert.Equal("0", await replica.SingleAsync(Read(Sql.Count(table))));
    }

    [Fact]
    public async Task Incarnation_OfAnotherLife_SendsNothing()
    {
        var table = await NewTableAsync();
        foreach (var server in Cluster.Servers)
        {
            await using var node = server.Open();
            var current = (await node.ProbeAsync(Token)).Incarnation;
            Assert.True(current.IsKnown);
            await node.RunAsync(Read(Sql.One) with { Incarnation = current });
            var error = await node.FailAsync(Read(Sql.One) with { Incarnation = new ServerIncarnation(current.Value ^ 1) });
            Assert.Equal(EngineErrorKind.IncarnationChanged, error.Kind);
        }

        await using var primary = Primary.Open();
        var refused = await primary.FailAsync(Write(Sql.Insert(table, 1, "a")) with { Incarnation = new ServerIncarnation(1) });
        Assert.Equal((EngineErrorKind.IncarnationChanged, StatementOutcome.NotApplied), (refused.Kind, refused.Outcome));
        Assert.Equal("0", await primary.SingleAsync(Read(Sql.Count(table))));
    }

    /// <summary>Otherwise what was learnt of one server would be believed of another.</summary>
    [Fact]
    public async Task Incarnation_OfEachServer_IsItsOwn()
    {
        HashSet<ServerIncarnation> seen = [];
        foreach (var server in Cluster.Servers)
        {
            await using var node = server.Open();
            var status = await node.ProbeAsync(Token);
            Assert.True(seen.Add(status.Incarnation));
            Assert.Equal(status.Incarnation, (await node.ProbeAsync(Token)).Incarnation);
        }
    }
}
