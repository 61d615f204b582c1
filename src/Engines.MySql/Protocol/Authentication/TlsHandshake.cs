using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Authentication;

/// <summary>Encrypts a connection and checks the server's certificate as <see cref="TlsMode"/> says.</summary>
internal static class TlsHandshake
{
    /// <summary>Whether to ask for encryption, given what the server offers.</summary>
    /// <exception cref="DriverException">It is demanded and not offered.</exception>
    public static bool IsWanted(ConnectionTarget target, bool isOffered) => target.Tls switch
    {
        TlsMode.None => false,
        TlsMode.Preferred => isOffered,
        _ when isOffered => true,
        _ => throw new DriverException(DriverFailure.Tls, "The server does not offer TLS, and the connection string demands it."),
    };

    /// <exception cref="DriverException">The handshake failed, or the certificate is not accepted.</exception>
    public static async ValueTask<SslStream> SecureAsync(Stream stream, ConnectionTarget target, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(Options(target), cancellationToken);
            return secured;
        }
        catch (Exception e)
        {
            await secured.DisposeAsync();
            throw e switch
            {
                AuthenticationException => new DriverException(DriverFailure.Tls, Explain(target, e), e),
                IOException => new DriverException(DriverFailure.Tls, "The connection broke while TLS was set up.", e),
                _ => e,
            };
        }
    }

    private static string Explain(ConnectionTarget target, Exception error) =>
        error.InnerException is null && target.Tls >= TlsMode.VerifyCa
            ? "The server's certificate was not accepted: " + (target.Tls == TlsMode.VerifyFull
                ? "it must come from a trusted authority and be made out to the endpoint's host."
                : "it must come from a trusted authority.")
            : "TLS could not be set up with the server.";

    private static SslClientAuthenticationOptions Options(ConnectionTarget target)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = target.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (target.Tls < TlsMode.VerifyCa)
        {
#pragma warning disable CA5359 // What these modes promise is encryption alone, and their documentation says so.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            return options;
        }

        if (target.CertificateAuthorityFile is { } file)
        {
            options.CertificateChainPolicy = Trusting(file);
        }

        var tolerated = target.Tls == TlsMode.VerifyCa ? SslPolicyErrors.RemoteCertificateNameMismatch : SslPolicyErrors.None;
        options.RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~tolerated) == SslPolicyErrors.None;
        return options;
    }

    private static X509ChainPolicy Trusting(string authorityFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new DriverException(DriverFailure.Tls, "The file with the authorities to trust cannot be read.", e);
        }

        return policy;
    }
}
