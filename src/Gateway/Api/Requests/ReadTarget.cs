namespace CausalGateway.Gateway.Api;

/// <summary>Where the client wants the statement to run.</summary>
internal enum ReadTarget
{
    /// <summary>Where the gateway sees fit.</summary>
    Auto,

    /// <summary>On the primary.</summary>
    Primary,

    /// <summary>On a replica, or not at all.</summary>
    Replica,
}
