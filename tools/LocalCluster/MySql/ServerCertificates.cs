using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// An authority of a cluster's own and the certificate it gave to the servers, for <c>127.0.0.1</c> and <c>localhost</c>.
/// They serve nothing but loopback, and end with the sandbox; the key is readable by all, so that the servers' user can.
/// </summary>
internal sealed record ServerCertificates(string AuthorityFile, string CertificateFile, string KeyFile)
{
    /// <summary>
    /// Makes them in files whose paths begin like this. Right in a folder of the servers' user, who may then remove what
    /// somebody else put there.
    /// </summary>
    public static ServerCertificates Create(string path)
    {
        var files = new ServerCertificates($"{path}-ca.pem", $"{path}-server.pem", $"{path}-server.key");
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        var until = from.AddDays(30);

        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Local cluster authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var authority = request.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(key, authority, from, until);
        File.WriteAllText(files.AuthorityFile, authority.ExportCertificatePem());
        File.WriteAllText(files.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(files.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    private static X509Certificate2 Sign(ECDsa key, X509Certificate2 authority, DateTimeOffset from, DateTimeOffset until)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        return request.Create(authority, from, until, RandomNumberGenerator.GetBytes(16));
    }
}
