using System.Security.Cryptography;
using System.Text;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Passwords that a server wants as such, and may get under its RSA key.</summary>
[Collection(nameof(Alone))]
public sealed class PublicKeyTests
{
    private const string Password = "pässword";

    [Fact]
    public async Task Connect_FullAuthenticationWithoutTlsOrKey_SaysWhatToDo()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            peer.Received.Clear();
            await peer.WritePacketAsync(Packets.FullAuthNeeded);
            await peer.CloseAsync();
            Assert.Empty(peer.Received);
        });

        var error = await Client.RefusesAsync(
            token => Client.ConnectAsync(server.Target with { Password = Password }, token), DriverFailure.Tls);

        Assert.Contains("TLS", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_KeyRetrievalAllowed_SendsThePasswordUnderTheServersKey()
    {
        using var key = RSA.Create(2048);
        var handshake = Handshake.MySql;
        await using var server = FakeServer.Start(async peer =>
        {
            var session = await FakeSession.GreetAsync(peer, handshake);
            await peer.WritePacketAsync(Packets.FullAuthNeeded);
            Assert.Equal([2], await peer.ReadPacketAsync());
            await peer.WritePacketAsync(Packets.AuthMoreData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n")));
            Assert.Equal(Password, Plugins.Decrypt(key, await peer.ReadPacketAsync(), handshake.Nonce));
            await peer.WritePacketAsync(Packets.Ok());
            await session.AnswerAsync(Packets.Ok(affectedRows: 1));
        });

        await using var connection = await Client.ConnectAsync(
            server.Target with { Password = Password, AllowPublicKeyRetrieval = true });

        Assert.Equal(1ul, Assert.Single(await connection.AskAsync("update")).End.AffectedRows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a key")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n####\n-----END PUBLIC KEY-----\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----BEGIN PUBLIC KEY-----\n")]
    public async Task Connect_KeyThatIsNone_BreaksTheProtocol(string text)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            await peer.WritePacketAsync(Packets.FullAuthNeeded);
            Assert.Equal([2], await peer.ReadPacketAsync());
            await peer.WritePacketAsync(Packets.AuthMoreData(Encoding.ASCII.GetBytes(text)));
        });

        await Client.RefusesAsync(
            token => Client.ConnectAsync(server.Target with { Password = Password, AllowPublicKeyRetrieval = true }, token),
            DriverFailure.Protocol);
    }

    [Fact]
    public async Task Connect_KeyThatCannotHoldThePassword_Fails()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var tiny = RSA.Create(512);
        foreach (var pem in new[] { curve.ExportSubjectPublicKeyInfoPem(), tiny.ExportSubjectPublicKeyInfoPem() })
        {
            await using var server = FakeServer.Start(async peer =>
            {
                await FakeSession.GreetAsync(peer);
                await peer.WritePacketAsync(Packets.FullAuthNeeded);
                await peer.ReadPacketAsync();
                await peer.WritePacketAsync(Packets.AuthMoreData(Encoding.ASCII.GetBytes(pem)));
            });
            var target = server.Target with { Password = new string('p', 60), AllowPublicKeyRetrieval = true };

            await Client.RefusesAsync(
                token => Client.ConnectAsync(target, token), DriverFailure.Protocol, DriverFailure.Unsupported);
        }
    }

    [Fact]
    public async Task Connect_PasswordAskedForTwice_SendsItOnce()
    {
        using var key = RSA.Create(2048);
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            await peer.WritePacketAsync(Packets.FullAuthNeeded);
            await peer.ReadPacketAsync();
            await peer.WritePacketAsync(Packets.AuthMoreData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())));
            await peer.ReadPacketAsync();
            peer.Received.Clear();
            await peer.WritePacketAsync(Packets.FullAuthNeeded);
            await peer.CloseAsync();
            Assert.Empty(peer.Received);
        });
        var target = server.Target with { Password = Password, AllowPublicKeyRetrieval = true };

        await Client.RefusesAsync(token => Client.ConnectAsync(target, token), DriverFailure.Protocol);
    }
}
