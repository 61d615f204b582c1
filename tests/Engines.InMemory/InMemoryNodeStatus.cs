using System.Collections.Immutable;
using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Positions;
using CausalGateway.Engines.InMemory.Servers;

namespace CausalGateway.Engines.InMemory;

/// <summary>A status that remembers the history's primaries.</summary>
internal sealed record InMemoryNodeStatus : NodeStatus
{
    /// <summary>What it has in its log, shown or not.</summary>
    public required InMemoryPosition Known { get; init; }

    /// <summary>The primaries of its history.</summary>
    public required ImmutableArray<HistoryStep> Steps { get; init; }
}
