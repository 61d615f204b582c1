namespace CausalGateway.Engines.MySql.Driver;

/// <summary>Why a connection cannot be had or used.</summary>
internal enum DriverFailure
{
    /// <summary>No TCP connection, or none in time.</summary>
    Unreachable,

    /// <summary>The connection ended or broke.</summary>
    Lost,

    /// <summary>TLS was demanded and not offered, or the certificate was not accepted.</summary>
    Tls,

    /// <summary>The server asks for something this driver does not do (an authentication method, an old protocol).</summary>
    Unsupported,

    /// <summary>What the peer sent is not the protocol.</summary>
    Protocol,
}
