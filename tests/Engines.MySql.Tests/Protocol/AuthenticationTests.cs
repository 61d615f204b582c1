using System.Security.Cryptography;
using System.Text;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Logging in with a password, by servers that ask for it in every way.</summary>
[Collection(nameof(Alone))]
public sealed class AuthenticationTests
{
    private const string Password = "pässword";

    /// <summary>Another than the handshake's.</summary>
    private static readonly byte[] SecondNonce = [.. Enumerable.Range(101, 20).Select(n => (byte)n)];

    [Theory]
    [InlineData(Plugins.CachingSha2)]
    [InlineData(Plugins.Native)]
    public async Task Connect_MethodOfTheHandshake_AnswersTheNonce(string plugin)
    {
        var handshake = new Handshake { Plugin = plugin };
        await using var server = FakeServer.Start(async peer =>
        {
            var session = await FakeSession.GreetAsync(peer, handshake);
            Assert.Equal(plugin, session.Client.Plugin);
            Assert.Equal(Expected(plugin, handshake.Nonce), session.Client.Answer);
            await session.WriteAsync(plugin == Plugins.CachingSha2 ? [Packets.FastAuthDone, Packets.Ok()] : [Packets.Ok()]);
            await session.AnswerAsync(Packets.Ok(affectedRows: 1));
        });

        await using var connection = await ConnectAsync(server);

        Assert.Equal(1ul, Assert.Single(await connection.AskAsync("update")).End.AffectedRows);
    }

    [Theory]
    [InlineData(Plugins.CachingSha2, Plugins.Native)]
    [InlineData(Plugins.CachingSha2, Plugins.CachingSha2)]
    [InlineData(Plugins.Native, Plugins.CachingSha2)]
    [InlineData("plugin_of_somebody", Plugins.Native)]
    public async Task Connect_SwitchedToAnotherMethod_AnswersTheNewNonce(string first, string second)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var session = await FakeSession.GreetAsync(peer, new Handshake { Plugin = first });
            await session.WriteAsync(Packets.AuthSwitch(second, SecondNonce));
            Assert.Equal(Expected(second, SecondNonce), await peer.ReadPacketAsync());
            await session.WriteAsync(second == Plugins.CachingSha2 ? [Packets.FastAuthDone, Packets.Ok()] : [Packets.Ok()]);
            await session.AnswerAsync(Packets.Ok(affectedRows: 1));
        });

        await using var connection = await ConnectAsync(server);

        Assert.Equal(1ul, Assert.Single(await connection.AskAsync("update")).End.AffectedRows);
    }

    [Fact]
    public async Task Connect_SwitchedWithoutPassword_AnswersWithNothing()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            var session = await FakeSession.GreetAsync(peer);
            await session.WriteAsync(Packets.AuthSwitch(Plugins.Native, SecondNonce));
            Assert.Empty(await peer.ReadPacketAsync());
            await session.WriteAsync(Packets.Ok());
            await session.AnswerAsync(Packets.Ok(affectedRows: 1));
        });

        await using var connection = await Client.ConnectAsync(server.Target);

        Assert.Equal(1ul, Assert.Single(await connection.AskAsync("update")).End.AffectedRows);
    }

    [Theory]
    [InlineData(Plugins.Clear)]
    [InlineData(Plugins.Old)]
    [InlineData("sha256_password")]
    [InlineData("authentication_ldap_sasl_client")]
    [InlineData("")]
    public async Task Connect_SwitchedToWhatIsNotSafeOrNotKnown_IsUnsupported(string plugin)
    {
        var answered = new TaskCompletionSource<byte[]>();
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            peer.Received.Clear();
            await peer.WritePacketAsync(Packets.AuthSwitch(plugin, SecondNonce));
            await peer.CloseAsync();
            answered.SetResult([.. peer.Received]);
        });

        var error = await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Unsupported);

        Assert.Contains(plugin, error.Message, StringComparison.Ordinal);
        Assert.Empty(await answered.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Connect_SwitchedToTheMethodBefore41_IsUnsupported()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            await peer.WritePacketAsync(Packets.OldAuthSwitch);
        });

        await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Unsupported);
    }

    [Fact]
    public async Task Connect_MethodNameThatHidesLines_StaysOutOfTheMessage()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            await peer.WritePacketAsync(Packets.AuthSwitch("x\r\nINFO all is well " + new string('y', 100_000), SecondNonce));
        });

        var error = await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Unsupported);

        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 1, 1000);
    }

    [Fact]
    public async Task Connect_SwitchedForEver_Ends()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            while (!peer.Stop.IsCancellationRequested)
            {
                await peer.WritePacketAsync(Packets.AuthSwitch(Plugins.Native, SecondNonce));
                await peer.ReadPacketAsync();
            }
        });

        await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Protocol);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(18)]
    public async Task Connect_SwitchedWithShortNonce_BreaksTheProtocol(int length)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            await peer.WritePacketAsync(Packets.AuthSwitch(Plugins.Native, SecondNonce[..length]));
        });

        await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Protocol);
    }

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

        var error = await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Tls);

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

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 1, 9 })]
    [InlineData(new byte[] { 0x42, 1, 2 })]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { })]
    public async Task Connect_AnswerThatIsNone_BreaksTheProtocol(byte[] packet)
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            await peer.WritePacketAsync(packet);
        });

        await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Protocol);
    }

    [Fact]
    public async Task Connect_MoreDataForEver_Ends()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            while (!peer.Stop.IsCancellationRequested)
            {
                await peer.WritePacketAsync(Packets.FastAuthDone);
            }
        });

        await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Protocol);
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

    private static Task<IServerConnection> ConnectAsync(FakeServer server, CancellationToken? token = null) =>
        Client.ConnectAsync(server.Target with { Password = Password }, token);

    private static byte[] Expected(string plugin, byte[] nonce) => plugin == Plugins.Native
        ? Plugins.NativeAnswer(Password, nonce)
        : Plugins.CachingSha2Answer(Password, nonce);
}
