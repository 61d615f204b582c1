namespace CausalGateway.Gateway.Sessions;

/// <summary>What an entry says. The value is the first byte of the entry's field in the store.</summary>
internal enum SessionEntryKind : byte
{
    /// <summary>The session depends on a position.</summary>
    Position = (byte)'p',
}
