namespace CausalGateway.LocalCluster;

/// <summary>
/// A server or a tool of it did not do what was asked. The message says which one, what, and what it printed last.
/// </summary>
public sealed class LocalClusterException : Exception
{
    public LocalClusterException()
    {
    }

    public LocalClusterException(string message)
        : base(message)
    {
    }

    public LocalClusterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
