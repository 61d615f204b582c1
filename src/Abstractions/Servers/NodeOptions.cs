namespace CausalGateway.Abstractions;

/// <summary>How to reach one server and within which limits to use it.</summary>
public sealed record NodeOptions
{
    /// <summary>The server's name in the configuration, e.g. <c>orders-2</c>. It stands in receipts; host names never do.</summary>
    public required string Name { get; init; }

    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>The engine's connection string for statements, without host and port. A secret.</summary>
    public required string Connection { get; init; }

    /// <summary>What differs from <see cref="Connection"/> for the monitoring user; empty for the same user. A secret.</summary>
    public string Monitor { get; init; } = "";

    /// <summary>The longest that any statement may run, enforced by the server too. Default 30 s.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long opening a connection may take. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one probe may take before the server counts as unreachable. Default 2 s.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most connections per database, for each of reading and writing. Default 32.</summary>
    public int MaxConnections { get; init; } = 32;
}
