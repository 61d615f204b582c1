namespace CausalGateway.Gateway.Configuration;

/// <summary>One cluster: a primary and its replicas. Which server is which is discovered, never configured.</summary>
internal sealed record ClusterOptions
{
    /// <summary>The engine's name, e.g. <c>postgres</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The connection string for statements, without host and port, which come from each server's endpoint.</summary>
    public required SecretText Connection { get; init; }

    /// <summary>What differs from <see cref="Connection"/> for the monitoring user. Default nothing: the same user.</summary>
    public SecretText? Monitor { get; init; }

    /// <summary>The servers, at least one; names and endpoints are unique within the cluster.</summary>
    public required IReadOnlyList<ServerOptions> Servers { get; init; }

    /// <summary>
    /// How a server is chosen among those that may serve. Default <c>least-outstanding</c>, the only one available.
    /// </summary>
    public string Balancing { get; init; } = "least-outstanding";

    /// <summary>
    /// How long a read may wait for a replica before the primary serves it. Default 50 ms, 0 (never wait) to 30 s.
    /// </summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often each server is asked for its role and position. Default 250 ms, 10 ms to 60 s.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long such a question may take. Default 2 s, 10 ms to 60 s.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long opening a connection may take. Default 5 s, 100 ms to 60 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that any statement may run, enforced by the server too. Default 30 s, 10 ms to 1 day.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The most connections to one server per database, for each of reading and writing. Default 32, 1 to 10,000.
    /// </summary>
    public int MaxConnectionsPerServer { get; init; } = 32;
}
