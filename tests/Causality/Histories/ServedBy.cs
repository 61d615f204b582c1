namespace CausalGateway.Causality.Histories;

/// <summary>Who gave an answer: by the receipt, and by the server's own word in the rows themselves.</summary>
/// <param name="Server">The server's name by the receipt.</param>
/// <param name="Role">Its role by the receipt.</param>
/// <param name="Reason">Why it was chosen, by the receipt.</param>
/// <param name="Level">The level by the receipt.</param>
/// <param name="Port"><c>inet_server_port()</c> of the statement that gave the rows.</param>
/// <param name="InRecovery"><c>pg_is_in_recovery()</c> of the same statement.</param>
internal sealed record ServedBy(string Server, string Role, string Reason, string Level, int Port, bool InRecovery);
