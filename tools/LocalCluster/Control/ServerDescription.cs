namespace CausalGateway.LocalCluster.Control;

/// <summary>What the command line tells about one server.</summary>
internal sealed record ServerDescription
{
    public required string Name { get; init; }

    public required string Engine { get; init; }

    /// <summary>Null for a server that does not replicate.</summary>
    public DatabaseRole? Role { get; init; }

    /// <summary>Whom a replica follows.</summary>
    public string? Source { get; init; }

    public required ServerState State { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public int? ProcessId { get; init; }

    public required string DataFolder { get; init; }

    public required string LogFile { get; init; }

    /// <summary>How a database's administrator connects.</summary>
    public string? ConnectionString { get; init; }
}
