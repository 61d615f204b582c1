namespace CausalGateway.Engines.MySql.Driver;

/// <summary>The server refused what a method needed of it.</summary>
internal sealed class ServerErrorException(ServerError error) : Exception(error.Message)
{
    /// <summary>What the server said.</summary>
    public ServerError Error { get; } = error;
}
