namespace CausalGateway.Engines.MySql.Driver;

/// <summary>An error as the server reported it.</summary>
/// <param name="Number">The error number, e.g. 1062.</param>
/// <param name="SqlState">Five characters, e.g. <c>23000</c>.</param>
/// <param name="Message">The server's text.</param>
internal sealed record ServerError(int Number, string SqlState, string Message);
