using System.Collections.Immutable;
using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Servers;

namespace CausalGateway.Engines.InMemory;

/// <summary>A status that remembers the history's primaries.</summary>
internal sealed record InMemoryNodeStatus : NodeStatus
{
    public required ImmutableArray<HistoryStep> Steps { get; init; }
}
