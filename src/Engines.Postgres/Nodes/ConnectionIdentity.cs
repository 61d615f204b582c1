namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>What one connection for statements leads to.</summary>
/// <param name="Server">The incarnation it belongs to for as long as it lives.</param>
/// <param name="SeesReceiver">Whether its user may read the replica's timeline, which saves asking the monitor.</param>
internal sealed record ConnectionIdentity(ServerIdentity Server, bool SeesReceiver);
