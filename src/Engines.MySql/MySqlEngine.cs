using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Classification;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Protocol;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql;

/// <summary>MySQL 8.0.26 and later, with GTIDs.</summary>
public sealed class MySqlEngine(TimeProvider time) : IDatabaseEngine
{
    private readonly HistoryJudge _histories = new MySqlHistoryJudge();

    /// <inheritdoc/>
    public string Name => "mysql";

    /// <inheritdoc/>
    public EngineCapabilities Capabilities { get; } = new() { WaitsForPositions = true };

    /// <inheritdoc/>
    public IPositionCodec Positions { get; } = new MySqlPositionCodec();

    /// <inheritdoc/>
    public IStatementClassifier Classifier { get; } = new MySqlStatementClassifier(Dialect.MySql);

    /// <inheritdoc/>
    public IReadOnlyList<string> Validate(NodeOptions options) => ConnectionSettings.Validate(options);

    /// <inheritdoc/>
    public INodeClient OpenNode(NodeOptions options) =>
        new MySqlNodeClient(options, new MySqlReplication(), new WireConnector(), time);

    /// <inheritdoc/>
    public HistoryRelation CompareHistories(NodeStatus first, NodeStatus second) =>
        _histories.Compare((MySqlNodeStatus)first, (MySqlNodeStatus)second);

    /// <inheritdoc/>
    public bool CanReach(NodeStatus status, ReplicationPosition demanded) =>
        HistoryJudge.CanReach((MySqlNodeStatus)status, demanded);
}
