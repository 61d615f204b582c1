using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>A certificate that its own authority has signed, and a file with that authority.</summary>
internal sealed class MadeCertificate : IDisposable
{
    private MadeCertificate(X509Certificate2 server, string authorityFile) =>
        (Server, AuthorityFile) = (server, authorityFile);

    /// <summary>The server's, with its key.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The authority's, in PEM.</summary>
    public string AuthorityFile { get; }

    /// <summary>A certificate made out to a host name, or to an address.</summary>
    public static MadeCertificate For(string host)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(key);

        var file = Path.GetTempFileName();
        File.WriteAllText(file, authority.ExportCertificatePem());
        return new MadeCertificate(X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null), file);
    }

    public void Dispose()
    {
        Server.Dispose();
        File.Delete(AuthorityFile);
    }
}
