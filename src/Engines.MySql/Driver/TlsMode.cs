namespace CausalGateway.Engines.MySql.Driver;

/// <summary>How the way to the server is protected.</summary>
internal enum TlsMode
{
    /// <summary>Never encrypted.</summary>
    None,

    /// <summary>Encrypted where the server can; the certificate is not checked.</summary>
    Preferred,

    /// <summary>Encrypted or not at all; the certificate is not checked.</summary>
    Required,

    /// <summary>Also the certificate must come from a trusted authority.</summary>
    VerifyCa,

    /// <summary>Also it must be made out to the host that was asked for.</summary>
    VerifyFull,
}
