namespace CausalGateway.Engines.MySql.Driver;

/// <summary>The connection broke, or the peer does not keep to the protocol. The message names no host and no secret.</summary>
internal sealed class DriverException(DriverFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of failure it is.</summary>
    public DriverFailure Failure { get; } = failure;
}
