using CausalGateway.Abstractions;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Routing;

/// <summary>Where a statement runs, and why.</summary>
/// <param name="Server">The server.</param>
/// <param name="Incarnation">The life of it that the decision rests on; another one must not answer.</param>
/// <param name="Reason">One of <see cref="RouteReason"/>.</param>
internal sealed record RouteDecision(Server Server, ServerIncarnation Incarnation, string Reason);
