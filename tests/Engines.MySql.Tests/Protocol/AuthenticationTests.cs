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
            // As many as there are numbers, so that the same bytes are right again: the flood itself allocates nothing.
            var flood = PacketBuilder.Framed(2, [.. Enumerable.Repeat(Packets.FastAuthDone, 256)]);
            while (!peer.Stop.IsCancellationRequested)
            {
                await peer.WriteAsync(flood);
            }
        });

        await Client.RefusesAsync(token => ConnectAsync(server, token), DriverFailure.Protocol);
    }

    private static Task<IServerConnection> ConnectAsync(FakeServer server, CancellationToken? token = null) =>
        Client.ConnectAsync(server.Target with { Password = Password }, token);

    private static byte[] Expected(string plugin, byte[] nonce) => plugin == Plugins.Native
        ? Plugins.NativeAnswer(Password, nonce)
        : Plugins.CachingSha2Answer(Password, nonce);
}
