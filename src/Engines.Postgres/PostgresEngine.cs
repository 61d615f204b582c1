using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Classification;
using CausalGateway.Engines.Postgres.Nodes;
using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres;

/// <summary>PostgreSQL 14 and later, with streaming replication.</summary>
public sealed class PostgresEngine(TimeProvider time) : IDatabaseEngine
{
    /// <summary>A timeline of 1 was begun by initdb: every other timeline of the same system descends from it.</summary>
    private const uint FirstTimeline = 1;

    /// <inheritdoc/>
    public string Name => "postgres";

    /// <inheritdoc/>
    public EngineCapabilities Capabilities { get; } = new() { ResolvesInDoubt = true };

    /// <inheritdoc/>
    public IPositionCodec Positions { get; } = new PostgresPositionCodec();

    /// <inheritdoc/>
    public IStatementClassifier Classifier { get; } = new PostgresStatementClassifier();

    /// <inheritdoc/>
    public IReadOnlyList<string> Validate(NodeOptions options) => ConnectionSettings.Validate(options);

    /// <inheritdoc/>
    public INodeClient OpenNode(NodeOptions options) => new PostgresNodeClient(options, time);

    /// <inheritdoc/>
    /// <remarks>
    /// Timeline numbers collide when two servers are promoted independently, and the higher of two need not descend from the
    /// lower: without the fork chain only the first timeline's place is certain.
    /// </remarks>
    public HistoryRelation CompareHistories(NodeStatus first, NodeStatus second)
    {
        var left = (PostgresNodeStatus)first;
        var right = (PostgresNodeStatus)second;
        if (left.Identity.SystemIdentifier != right.Identity.SystemIdentifier)
        {
            return HistoryRelation.Diverged;
        }

        if (left.OnHistory is not { } one || right.OnHistory is not { } two)
        {
            return HistoryRelation.Unknown;
        }

        if (one == two)
        {
            var bothWrite = left.Role == ServerRole.Primary && right.Role == ServerRole.Primary;
            return bothWrite && left.Incarnation != right.Incarnation ? HistoryRelation.Unknown : HistoryRelation.Same;
        }

        return (one.Timeline, two.Timeline) switch
        {
            (FirstTimeline, _) => HistoryRelation.Older,
            (_, FirstTimeline) => HistoryRelation.Newer,
            // A timeline's number is higher than its ancestors': the lower can be an ancestor or diverged, and the higher is
            // not known to descend from it.
            var (lower, higher) when lower < higher => HistoryRelation.Diverged,
            _ => HistoryRelation.Unknown,
        };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A primary has inserted whatever a server of its history ever showed, so that a position beyond its log's end is another
    /// life's. A replica may still receive it.
    /// </remarks>
    public bool CanReach(NodeStatus status, ReplicationPosition demanded)
    {
        var server = (PostgresNodeStatus)status;
        foreach (var point in ((PostgresPosition)demanded).Points)
        {
            var own = server.OnHistory is { } history && point.History == history;
            var covered = server.Reached is { } reached && reached.Covers(new PostgresPosition(point.History, point.Lsn, point.Xid));
            if (!covered && (!own || (server.Role == ServerRole.Primary && point.Lsn > server.ReceivedLsn)))
            {
                return false;
            }
        }

        return true;
    }
}
