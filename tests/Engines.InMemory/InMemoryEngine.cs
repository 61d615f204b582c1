using System.Collections.Concurrent;
using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Nodes;
using CausalGateway.Engines.InMemory.Positions;
using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory;

/// <summary>
/// An engine whose servers live in this process: a small SQL over logs of transactions, and replicas that replay them by
/// command. It keeps the whole contract, so that tests of what stands above need no servers.
/// </summary>
public sealed class InMemoryEngine(TimeProvider time) : IDatabaseEngine
{
    /// <summary>The database whose name a statement states to use secret tables.</summary>
    public const string Administration = "administration";

    private readonly ConcurrentDictionary<int, (InMemoryServer Server, InMemoryLink Link)> _endpoints = [];
    private int _ports;
    private int _identities;

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public EngineCapabilities Capabilities { get; } = new() { WaitsForPositions = true };

    /// <inheritdoc/>
    public IPositionCodec Positions { get; } = new InMemoryPositionCodec();

    /// <inheritdoc/>
    public IStatementClassifier Classifier { get; } = new InMemoryClassifier();

    /// <summary>Makes a cluster.</summary>
    public InMemoryCluster CreateCluster(int replicas) => new(replicas, () => Interlocked.Increment(ref _identities));

    /// <summary>Makes a way to a server; its port goes into the options of a node.</summary>
    public InMemoryLink OpenLink(InMemoryServer server)
    {
        var link = new InMemoryLink(Interlocked.Increment(ref _ports));
        _endpoints[link.Port] = (server, link);
        return link;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Validate(NodeOptions options) =>
        options.Connection.Length == 0 ? [] : ["Connection must be empty: there is nothing to state."];

    /// <inheritdoc/>
    public INodeClient OpenNode(NodeOptions options)
    {
        var (server, link) = _endpoints[options.Port];
        return new InMemoryNode(server, link, options, time);
    }

    /// <inheritdoc/>
    public HistoryRelation CompareHistories(NodeStatus first, NodeStatus second)
    {
        var left = (InMemoryNodeStatus)first;
        var right = (InMemoryNodeStatus)second;
        var common = 0;
        while (common < left.Steps.Length && common < right.Steps.Length
            && left.Steps[common].Origin == right.Steps[common].Origin)
        {
            common++;
        }

        if (common == left.Steps.Length && common == right.Steps.Length)
        {
            return HistoryRelation.Same;
        }

        // Whoever was promoted later wins, also if it lacks what the other one has written since: that is lost.
        return common == left.Steps.Length ? HistoryRelation.Older
            : common == right.Steps.Length ? HistoryRelation.Newer
            : HistoryRelation.Diverged;
    }

    /// <inheritdoc/>
    public bool CanReach(NodeStatus status, ReplicationPosition demanded)
    {
        var server = (InMemoryNodeStatus)status;
        var known = server.Known;
        foreach (var (origin, number) in ((InMemoryPosition)demanded).Numbers)
        {
            var comes = server.Role == ServerRole.Replica
                && server.Steps.Any(step => step.Origin == origin && number <= step.Last);
            if (number > known[origin] && !comes)
            {
                return false;
            }
        }

        return true;
    }
}
