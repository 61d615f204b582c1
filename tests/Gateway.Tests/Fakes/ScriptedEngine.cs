using CausalGateway.Abstractions;
using CausalGateway.Gateway.Tests.Sessions;

namespace CausalGateway.Gateway.Tests.Fakes;

/// <summary>An engine whose servers say what a test tells them to. Positions are sets of integers; a history is a name.</summary>
internal sealed class ScriptedEngine : IDatabaseEngine
{
    public string Name => "scripted";

    public static EngineCapabilities DefaultCapabilities { get; } = new() { ResolvesInDoubt = true };

    public EngineCapabilities Capabilities { get; init; } = DefaultCapabilities;

    public IPositionCodec Positions => IntegerSetCodec.Instance;

    public IStatementClassifier Classifier => throw new NotSupportedException("Tests classify by hand.");

    public IReadOnlyList<string> Validate(NodeOptions options) => [];

    public INodeClient OpenNode(NodeOptions options) => new ScriptedNode(options.Name);

    /// <summary>
    /// "a" is older than "ab"; "a" and "b" have diverged; two primaries on one history cannot be told apart. Members below 0
    /// that the second lacks are the first one's own: it has diverged.
    /// </summary>
    public HistoryRelation CompareHistories(NodeStatus first, NodeStatus second)
    {
        if (first.Reached is IntegerSet own && own.Members.Any(member => member < 0 && ((IntegerSet)second.Reached!).Members.All(m => m != member)))
        {
            return HistoryRelation.Diverged;
        }

        if (first.History == second.History)
        {
            var bothWrite = first.Role == ServerRole.Primary && second.Role == ServerRole.Primary;
            return bothWrite && first.Incarnation != second.Incarnation ? HistoryRelation.Unknown : HistoryRelation.Same;
        }

        return second.History.StartsWith(first.History, StringComparison.Ordinal) ? HistoryRelation.Older
            : first.History.StartsWith(second.History, StringComparison.Ordinal) ? HistoryRelation.Newer
            : HistoryRelation.Diverged;
    }

    /// <summary>Members from 1000 on belong to a life of the cluster that is over.</summary>
    public bool CanReach(NodeStatus status, ReplicationPosition demanded) =>
        ((IntegerSet)demanded).Members.All(member => member < 1000);
}
