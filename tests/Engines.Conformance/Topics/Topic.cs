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

    /// <summary>Makes an empty table that every server shows.</summary>
    protected async Task<string> NewTableAsync(ClusterUnderTest? cluster = null)
    {
        var table = $"t{Interlocked.Increment(ref _tables)}";
        await using var primary = (cluster ?? Cluster).Primary.Open();
        await primary.RunAsync(Write(Sql.CreateTable(table)));
        await (cluster ?? Cluster).WaitForReplayAsync();
        return table;
    }

    private StatementRequest Make(string sql, StatementKind kind)
    {
        var classification = Engine.Classifier.Classify(sql);
        Assert.True(
            classification.Kind == kind, $"Classified as {classification.Kind} ({classification.Reason}), not {kind}: {sql}");
        return new StatementRequest { Sql = sql, Classification = classification };
    }
}
