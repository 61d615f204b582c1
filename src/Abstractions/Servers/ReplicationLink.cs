namespace CausalGateway.Abstractions;

/// <summary>What a replica's replication is doing.</summary>
public enum ReplicationLink
{
    /// <summary>Not a replica, or not known.</summary>
    None,

    /// <summary>Receiving from its source.</summary>
    Streaming,

    /// <summary>Receiving, while replay is paused by hand.</summary>
    Paused,

    /// <summary>Not receiving: the source is away or replication was stopped.</summary>
    Stopped,
}
