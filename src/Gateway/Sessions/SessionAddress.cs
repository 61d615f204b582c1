namespace CausalGateway.Gateway.Sessions;

/// <summary>What one record is kept under. Records of different addresses never see each other.</summary>
/// <param name="Principal">The authenticated caller's name: two principals may use one session key and share nothing.</param>
/// <param name="Session">The caller's session.</param>
/// <param name="Cluster">The cluster that the positions belong to; several logical databases may live on it.</param>
internal readonly record struct SessionAddress(string Principal, SessionKey Session, string Cluster);
