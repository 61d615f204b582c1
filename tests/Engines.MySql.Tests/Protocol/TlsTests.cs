using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Encryption: what is checked in each mode, and servers that would rather do without.</summary>
[Collection(nameof(Alone))]
public sealed class TlsTests : IDisposable
{
    private const string Password = "pässword";

    private readonly MadeCertificate _certificate = MadeCertificate.For("127.0.0.1");

    [Theory]
    [InlineData(nameof(TlsMode.Preferred))]
    [InlineData(nameof(TlsMode.Required))]
    [InlineData(nameof(TlsMode.VerifyCa))]
    [InlineData(nameof(TlsMode.VerifyFull))]
    public async Task Connect_TrustedServer_SendsThePasswordEncryptedOnly(string mode)
    {
        await using var server = Encrypting(_certificate, async peer =>
        {
            await peer.WritePacketAsync(Packets.FullAuthNeeded);
            Assert.Equal([.. System.Text.Encoding.UTF8.GetBytes(Password), 0], await peer.ReadPacketAsync());
        });

        await using var connection = await Client.ConnectAsync(Target(server, mode));

        Assert.Equal(1ul, Assert.Single(await connection.AskAsync("update")).End.AffectedRows);
    }

    [Theory]
    [InlineData(nameof(TlsMode.Required))]
    [InlineData(nameof(TlsMode.VerifyCa))]
    [InlineData(nameof(TlsMode.VerifyFull))]
    public async Task Connect_EncryptionNotOffered_SendsNothing(string mode)
    {
        var received = new TaskCompletionSource<int>();
        await using var server = FakeServer.Start(async peer =>
        {
            await peer.WritePacketAsync(Handshake.MySql.ToPacket());
            await peer.CloseAsync();
            received.SetResult(peer.Received.Count);
        });

        await Client.RefusesAsync(token => Client.ConnectAsync(Target(server, mode), token), DriverFailure.Tls);

        Assert.Equal(0, await received.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(nameof(TlsMode.VerifyCa))]
    [InlineData(nameof(TlsMode.VerifyFull))]
    public async Task Connect_UnknownAuthority_IsRefused(string mode)
    {
        using var other = MadeCertificate.For("127.0.0.1");
        await using var server = Encrypting(other);

        await Client.RefusesAsync(token => Client.ConnectAsync(Target(server, mode), token), DriverFailure.Tls);
        await Client.RefusesAsync(
            token => Client.ConnectAsync(Target(server, mode) with { CertificateAuthorityFile = null }, token),
            DriverFailure.Tls);
    }

    [Theory]
    [InlineData(nameof(TlsMode.VerifyCa), true)]
    [InlineData(nameof(TlsMode.VerifyFull), false)]
    public async Task Connect_CertificateOfAnotherHost_IsRefusedWhereTheHostCounts(string mode, bool accepted)
    {
        using var other = MadeCertificate.For("db.example");
        await using var server = Encrypting(other);
        var target = Target(server, mode) with { CertificateAuthorityFile = other.AuthorityFile };

        if (accepted)
        {
            await using var connection = await Client.ConnectAsync(target);
            Assert.Equal(1ul, Assert.Single(await connection.AskAsync("update")).End.AffectedRows);
        }
        else
        {
            await Client.RefusesAsync(token => Client.ConnectAsync(target, token), DriverFailure.Tls);
        }
    }

    [Theory]
    [InlineData(nameof(TlsMode.Preferred))]
    [InlineData(nameof(TlsMode.VerifyFull))]
    public async Task Connect_WhatIsNotTls_IsRefused(string mode)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await peer.WritePacketAsync(Handshake.MySql.With(Capability.Ssl).ToPacket());
            await peer.ReadPacketAsync();
            await peer.WritePacketAsync(Packets.Ok());
        });

        await Client.RefusesAsync(
            token => Client.ConnectAsync(Target(server, mode), token), DriverFailure.Tls, DriverFailure.Lost);
    }

    [Fact]
    public async Task Connect_EndedBeforeTls_Fails()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await peer.WritePacketAsync(Handshake.MySql.With(Capability.Ssl).ToPacket());
            Assert.Equal(ClientHandshake.HeadLength, (await peer.ReadPacketAsync()).Length);
        });

        await Client.RefusesAsync(
            token => Client.ConnectAsync(Target(server, nameof(TlsMode.Required)), token),
            DriverFailure.Tls, DriverFailure.Lost);
    }

    /// <summary>Whoever is in between can put bytes behind the handshake; they must not be taken for the server's.</summary>
    [Fact]
    public async Task Connect_BytesBeforeTls_AreNotReadAsIfEncrypted()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var handshake = Handshake.MySql.With(Capability.Ssl).ToPacket();
            byte[] forged = Packets.Ok();
            await peer.WriteAsync(
            [
                (byte)handshake.Length, 0, 0, 0, .. handshake,
                (byte)forged.Length, 0, 0, 3, .. forged,
            ]);
            await peer.ReadPacketAsync();
            await peer.StartTlsAsync(_certificate.Server);
            await peer.ReadPacketAsync();
            await peer.WritePacketAsync(Packets.Error(1045, "28000", "Access denied"));
        });

        await Client.RefusesAsync(
            token => Client.ConnectAsync(Target(server, nameof(TlsMode.VerifyFull)), token),
            DriverFailure.Protocol, DriverFailure.Tls, DriverFailure.Lost);
    }

    [Fact]
    public Task Connect_RandomBytesForTls_Fails() => Prop.ForAll(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
        Gen.Elements<byte[]>([], [0x16, 3, 3], [0x16, 3, 3, 0, 20, 2], [0x15, 3, 3, 0, 2], [0x17, 3, 3, 0xFF, 0xFF]).ToArbitrary(),
        async (bytes, head) =>
        {
            await using var server = FakeServer.Start(async peer =>
            {
                await FakeSession.GreetAsync(peer, Handshake.MySql.With(Capability.Ssl));
                await peer.WriteAsync([.. head, .. bytes]);
            });

            await Client.RefusesAsync(
                token => Client.ConnectAsync(Target(server, nameof(TlsMode.Required)), token),
                DriverFailure.Tls, DriverFailure.Lost);
        }).HoldsAsync(100);

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 0, 0, 1, 0 })]
    [InlineData(new byte[] { 0x17, 3, 3, 0, 40, 1, 2, 3 })]
    [InlineData(new byte[] { 0x17, 3, 3, 0, 3, 1, 2, 3 })]
    [InlineData(new byte[] { 0x15, 3, 3, 0, 2, 2, 40 })]
    public async Task ReadReply_UnencryptedBytes_AreNotAnAnswer(byte[] bytes)
    {
        await using var server = Encrypting(_certificate, async peer =>
        {
            await peer.WritePacketAsync(Packets.Ok());
            await peer.ReadPacketAsync();
            await peer.WriteUnencryptedAsync(bytes);
            await peer.CloseAsync();
        });
        await using var connection = await Client.ConnectAsync(Target(server, nameof(TlsMode.VerifyFull)));

        await Client.RefusesAsync(
            token => connection.AskAsync("select", token), DriverFailure.Lost, DriverFailure.Tls, DriverFailure.Protocol);

        Assert.False(connection.IsUsable);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task Connect_AuthorityFileThatIsNone_IsRefused(string? content)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        if (content is null)
        {
            File.Delete(file);
        }

        await using var server = Encrypting(_certificate);
        var target = Target(server, nameof(TlsMode.VerifyCa)) with { CertificateAuthorityFile = file };

        await Client.RefusesAsync(token => Client.ConnectAsync(target, token), DriverFailure.Tls);

        File.Delete(file);
    }

    public void Dispose() => _certificate.Dispose();

    private static FakeServer Encrypting(MadeCertificate certificate, Func<FakePeer, Task>? login = null) =>
        FakeServer.Start(async peer =>
        {
            var handshake = Handshake.MySql.With(Capability.Ssl);
            var head = await FakeSession.GreetAsync(peer, handshake);
            Assert.True(head.Client.Capabilities.HasFlag(Capability.Ssl));
            Assert.Empty(head.Client.User);
            await peer.StartTlsAsync(certificate.Server);
            var client = ClientHandshake.Read(await peer.ReadPacketAsync(), handshake.Capabilities);
            Assert.Equal(head.Client.Capabilities, client.Capabilities);
            Assert.Equal(Plugins.CachingSha2Answer(Password, handshake.Nonce), client.Answer);
            await (login?.Invoke(peer) ?? Task.CompletedTask);
            await peer.WritePacketAsync(Packets.Ok());
            await peer.ReadPacketAsync();
            await peer.WritePacketAsync(Packets.Ok(affectedRows: 1));
        });

    private ConnectionTarget Target(FakeServer server, string mode) => server.Target with
    {
        Tls = Enum.Parse<TlsMode>(mode),
        Password = Password,
        CertificateAuthorityFile = _certificate.AuthorityFile,
    };
}
