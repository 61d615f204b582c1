namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>What the topics have in common: requests as the gateway makes them, with the engine's own classification.</summary>
public abstract class Topic(EngineUnderTest engine)
{
    private static int _tables;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected EngineUnderTest Under { get; } = engine;

    protected IDatabaseEngine Engine => Under.Engine;

    protected SqlDialect Sql => Under.Dialect;

    protected ClusterUnderTest Cluster => Under.Cluster;

    protected ServerUnderTest Primary => Cluster.Primary;

    protected ServerUnderTest Replica => Cluster.Replicas[0];

    /// <summary>A read, with proof if there is something to cover.</summary>
    protected StatementRequest Read(
        string sql, ReplicationPosition? mustCover = null, PositionDemand demand = PositionDemand.None) =>
        Make(sql, StatementKind.Read) with
        {
            ReadOnly = true,
            Demand = mustCover is null ? demand : demand | PositionDemand.Before,
            MustCover = mustCover,
        };

    /// <summary>A write to the primary.</summary>
    protected StatementRequest Write(string sql) =>
        Make(sql, StatementKind.Write) with { Demand = PositionDemand.Commit, Role = ServerRole.Primary };

    /// <summary>A statement run as what it was classified as, for what is to fail.</summary>
    protected StatementRequest AsClassified(string sql)
    {
        var classification = Engine.Classifier.Classify(sql);
        var read = classification.Kind == StatementKind.Read;
        return new StatementRequest
        {
            Sql = sql,
            Classification = classification,
            ReadOnly = read,
            Demand = read ? PositionDemand.None : PositionDemand.Commit,
        };
    }

    /// <summary>Makes an empty table that every server shows.</summary>
    protected async Task<string> NewTableAsync(ClusterUnderTest? cluster = null)
    {
        var table = $"t{Interlocked.Increment(ref _tables)}";
        await using var primary = (cluster ?? Cluster).Primary.Open();
        await primary.RunAsync(Write(Sql.CreateTable(table)));
        await (cluster ?? Cluster).WaitForReplayAsync();
        return table;
    }

    /// <summary>Returns once a statement with this marker runs.</summary>
    protected Task WaitForRunningAsync(ServerUnderTest server, string marker) => Wait.UntilAsync(
        $"{server} runs {marker}",
        async _ => await server.ScalarAsync(Sql.CountRunning(marker)) != "0",
        cancellationToken: Token);

    /// <summary>Returns once no statement with this marker runs.</summary>
    protected Task WaitForEndedAsync(ServerUnderTest server, string marker) => Wait.UntilAsync(
        $"{server} no longer runs {marker}",
        async _ => await server.ScalarAsync(Sql.CountRunning(marker)) == "0",
        cancellationToken: Token);

    private StatementRequest Make(string sql, StatementKind kind)
    {
        var classification = Engine.Classifier.Classify(sql);
        Assert.True(
            classification.Kind == kind, $"Classified as {classification.Kind} ({classification.Reason}), not {kind}: {sql}");
        return new StatementRequest { Sql = sql, Classification = classification };
    }
}
