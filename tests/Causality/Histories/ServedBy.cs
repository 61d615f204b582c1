namespace CausalGateway.Causality.Histories;

/// <summary>Who gave an answer: by the receipt, and by the server's own word in the rows themselves.</summary>
/// <param name="Server">The server's name by the receipt.</param>
/// <param name="Role">Its role by the receipt.</param>
/// <param name="Reason">Why it was chosen, by the receipt.</param>
/// <param name="Level">The level by the receipt.</param>
/// <param name="Port">The port that the server itself named in the rows; null where the answer of a write has no rows.</param>
/// <param name="Standby">Whether the server itself called itself a standby, or read-only, in the same statement.</param>
internal sealed record ServedBy(string Server, string Role, string Reason, string Level, int? Port, bool Standby);
