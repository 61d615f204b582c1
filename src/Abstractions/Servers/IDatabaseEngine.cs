namespace CausalGateway.Abstractions;

/// <summary>One database engine: its positions, its language and its servers. Thread-safe; one instance a process.</summary>
public interface IDatabaseEngine
{
    /// <summary>The name used in the configuration, e.g. <c>postgres</c>.</summary>
    string Name { get; }

    /// <summary>What this engine can do that others can't; the gateway asks this instead of the engine's name.</summary>
    EngineCapabilities Capabilities { get; }

    /// <summary>The text and binary forms of this engine's positions.</summary>
    IPositionCodec Positions { get; }

    /// <summary>What a statement needs, told from its text.</summary>
    IStatementClassifier Classifier { get; }

    /// <summary>The mistakes in <paramref name="options"/>, each a sentence without secrets; empty if there are none.</summary>
    IReadOnlyList<string> Validate(NodeOptions options);

    /// <summary>A client for one server. Nothing is connected yet: a server may be down when the gateway starts.</summary>
    INodeClient OpenNode(NodeOptions options);

    /// <summary>How the history of <paramref name="first"/> relates to that of <paramref name="second"/>.</summary>
    HistoryRelation CompareHistories(NodeStatus first, NodeStatus second);

    /// <summary>
    /// Whether a server may come to cover <paramref name="demanded"/> by replaying or finishing what it knows of. False tells
    /// that it never will, or that this cannot be told: its history is another one, or ends before.
    /// </summary>
    /// <param name="status">A status that the server gave after the position had been handed out.</param>
    /// <param name="demanded">The position in question.</param>
    bool CanReach(NodeStatus status, ReplicationPosition demanded);
}
