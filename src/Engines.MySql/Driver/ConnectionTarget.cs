namespace CausalGateway.Engines.MySql.Driver;

/// <summary>Where to connect to, as whom, and how.</summary>
internal sealed record ConnectionTarget
{
    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>The database user.</summary>
    public required string User { get; init; }

    /// <summary>The user's password. A secret.</summary>
    public string Password { get; init; } = "";

    /// <summary>The default database, or null for none.</summary>
    public string? Database { get; init; }

    /// <summary>Whether the connection is encrypted and the server's certificate checked.</summary>
    public TlsMode Tls { get; init; } = TlsMode.Preferred;

    /// <summary>A PEM file of the authorities to trust instead of the system's, or null.</summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>Whether to ask the server for its RSA key to send a password over an unencrypted connection. Default no.</summary>
    public bool AllowPublicKeyRetrieval { get; init; }

    /// <summary>A PEM file with the server's RSA key, or null.</summary>
    public string? ServerPublicKeyFile { get; init; }

    /// <summary>What the server shows as <c>program_name</c>.</summary>
    public string ProgramName { get; init; } = "causalgateway";

    /// <summary>How many statements to keep prepared on the connection. Default 64.</summary>
    public int PreparedStatements { get; init; } = 64;
}
