using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace CausalGateway.LocalCluster.Tests.Binlog;

/// <summary>Asks a server for TLS as its protocol does it: a greeting, a request for TLS, then the handshake.</summary>
internal static class TlsProbe
{
    private static readonly byte[] Request = MakeRequest();

    public static async Task AssertTrustedAsync(DatabaseServer server, string authorityFile, CancellationToken cancellationToken)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        var stream = client.GetStream();
        var header = new byte[4];
        await stream.ReadExactlyAsync(header, cancellationToken);
        await stream.ReadExactlyAsync(new byte[header[0] | (header[1] << 8)], cancellationToken);
        await stream.WriteAsync(Request, cancellationToken);

        await using var tls = new SslStream(stream);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        await tls.AuthenticateAsClientAsync(options, cancellationToken);
        Assert.True(tls.IsAuthenticated);
    }

    /// <summary>Packet 1 of 32 bytes: capabilities (protocol 4.1, secure connection, TLS), longest packet, character set.</summary>
    private static byte[] MakeRequest()
    {
        const int Capabilities = 0x0200 | 0x0800 | 0x8000;
        var packet = new byte[36];
        (packet[0], packet[3]) = (32, 1);
        BitConverter.TryWriteBytes(packet.AsSpan(4), Capabilities);
        BitConverter.TryWriteBytes(packet.AsSpan(8), 1 << 24);
        packet[12] = 45;
        return packet;
    }
}
