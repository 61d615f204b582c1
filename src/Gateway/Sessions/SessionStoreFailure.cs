namespace CausalGateway.Gateway.Sessions;

/// <summary>Why the session store could not do what it was asked.</summary>
internal enum SessionStoreFailure
{
    /// <summary>There is no usable connection to it.</summary>
    Unreachable,

    /// <summary>It did not answer within the call's deadline.</summary>
    Timeout,

    /// <summary>It answered with an error: no rights, a replica, a cluster that is down, no memory.</summary>
    Refused,

    /// <summary>It answered with something that this version does not understand.</summary>
    Corrupt,

    /// <summary>It holds as many unexpired records as it may.</summary>
    Full,
}
