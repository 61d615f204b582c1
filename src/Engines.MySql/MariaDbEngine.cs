using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Classification;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Protocol;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql;

/// <summary>MariaDB 10.6 and later, with GTIDs.</summary>
public sealed class MariaDbEngine(TimeProvider time) : IDatabaseEngine
{
    private readonly HistoryJudge _histories = new MariaDbHistoryJudge();

    /// <inheritdoc/>
    public string Name => "mariadb";

    /// <inheritdoc/>
    public EngineCapabilities Capabilities { get; } = new() { WaitsForPositions = true };

    /// <inheritdoc/>
    public IPositionCodec Positions { get; } = new MariaDbPositionCodec();

    /// <inheritdoc/>
    public IStatementClassifier Classifier { get; } = new MySqlStatementClassifier(Dialect.MariaDb);

    /// <inheritdoc/>
    public IReadOnlyList<string> Validate(NodeOptions options) => ConnectionSettings.Validate(options);

    /// <inheritdoc/>
    public INodeClient OpenNode(NodeOptions options) =>
        new MySqlNodeClient(options, new MariaDbReplication(), new WireConnector(), time);

    /// <inheritdoc/>
    public HistoryRelation CompareHistories(NodeStatus first, NodeStatus second) =>
        _histories.Compare((MySqlNodeStatus)first, (MySqlNodeStatus)second);

    /// <inheritdoc/>
    public bool CanReach(NodeStatus status, ReplicationPosition demanded) =>
        HistoryJudge.CanReach((MySqlNodeStatus)status, demanded);
}
