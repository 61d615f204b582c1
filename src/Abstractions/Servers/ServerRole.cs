namespace CausalGateway.Abstractions;

/// <summary>What a server is at the moment it was asked. Roles are discovered, never configured.</summary>
public enum ServerRole
{
    /// <summary>Not known: the server has not answered yet.</summary>
    Unknown,

    /// <summary>Accepts writes.</summary>
    Primary,

    /// <summary>Replays what a primary wrote; reads only.</summary>
    Replica,
}
