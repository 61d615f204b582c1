namespace CausalGateway.Gateway.Sessions;

/// <summary>A record of <see cref="InProcessSessionStore"/>, which locks it.</summary>
internal sealed class InProcessRecord(SessionAddress address)
{
    public SessionAddress Address { get; } = address;

    /// <summary>Replaced, never changed, so that it may be merged outside the lock.</summary>
    public SessionEntry[] Entries { get; set; } = [];

    /// <summary>The timestamp from which on the record does not exist.</summary>
    public long ExpiresAt { get; set; }
}
