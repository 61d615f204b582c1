namespace CausalGateway.Gateway.Api;

/// <summary>What a failover took away, as far as it is known.</summary>
/// <param name="From">Where the primary is, in the engine's notation.</param>
/// <param name="To">What the session depends on, in the engine's notation.</param>
/// <param name="Certain">Whether it is certainly gone, or only may be.</param>
/// <param name="AcceptBookmark">What to send as <c>acceptBookmark</c> to go on without it.</param>
internal sealed record LostPosition(string From, string To, bool Certain, string AcceptBookmark);
