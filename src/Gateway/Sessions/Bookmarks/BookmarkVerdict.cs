namespace CausalGateway.Gateway.Sessions;

/// <summary>Whether a text is a bookmark, and why not.</summary>
internal enum BookmarkVerdict
{
    /// <summary>One of the ring's keys signed it, and all of it was understood.</summary>
    Valid,

    /// <summary>It does not have a bookmark's form, is too long, or was made by a version that this one does not know.</summary>
    Malformed,

    /// <summary>It names a key that is not in the ring: one that was removed, or another process's ephemeral one.</summary>
    UnknownKey,

    /// <summary>The key that it names did not sign this text.</summary>
    BadSignature,
}
