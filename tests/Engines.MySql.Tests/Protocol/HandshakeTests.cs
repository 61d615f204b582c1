using System.Net;
using System.Net.Sockets;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>What servers say before they let a client in.</summary>
[Collection(nameof(Alone))]
public sealed class HandshakeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_MySql_TellsWhoIsThere()
    {
        ClientHandshake? client = null;
        await using var server = FakeServer.StartBehindLogin(session =>
        {
            client = session.Client;
            return session.Peer.FallSilentAsync();
        });

        await using var connection = await Client.ConnectAsync(server.Target with { Database = "shop", ProgramName = "p 1" });

        Assert.Equal(("9.7.0", 4711u), (connection.ServerVersion, connection.ThreadId));
        Assert.True(connection is { IsIdle: true, IsUsable: true, InTransaction: false });
        Assert.NotNull(client);
        Assert.Equal(("app", "shop", Plugins.CachingSha2), (client.User, client.Database, client.Plugin));
        Assert.Empty(client.Answer);
        Assert.Equal("p 1", client.Attributes["program_name"]);
        Assert.True(client.Capabilities.HasFlag(
            Capability.Protocol41 | Capability.SecureConnection | Capability.PluginAuth | Capability.SessionTrack));
        Assert.Equal(Capability.None, client.Capabilities & (Capability.LocalFiles | Capability.Compress | Capability.Zstandard));
    }

    [Fact]
    public async Task Connect_MariaDb_TellsItsOwnVersion()
    {
        await using var server = FakeServer.StartBehindLogin(_ => Task.CompletedTask, Handshake.MariaDb);

        await using var connection = await Client.ConnectAsync(server.Target);

        Assert.Equal("10.11.14-MariaDB-log", connection.ServerVersion);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(254)]
    public async Task Connect_OtherProtocolVersion_IsUnsupported(byte version)
    {
        await using var server = FakeServer.Start(
            peer => FakeSession.GreetAsync(peer, new Handshake { ProtocolVersion = version }));

        await Client.RefusesAsync(token => Client.ConnectAsync(server.Target, token), DriverFailure.Unsupported);
    }

    [Theory]
    [InlineData((ulong)Capability.Protocol41)]
    [InlineData((ulong)Capability.SecureConnection)]
    [InlineData((ulong)(Capability.SecureConnection | Capability.PluginAuth))]
    public async Task Connect_WithoutCapabilityOfToday_IsUnsupported(ulong missing)
    {
        await using var server = FakeServer.Start(
            peer => FakeSession.GreetAsync(peer, Handshake.MySql.Without((Capability)missing)));

        await Client.RefusesAsync(token => Client.ConnectAsync(server.Target, token), DriverFailure.Unsupported);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connect_ErrorInsteadOfHandshake_IsTheServers(bool withState)
    {
        await using var server = FakeServer.Start(peer => peer.WritePacketAsync(withState
            ? Packets.Error(1040, "08004", "Too many connections")
            : Packets.EarlyError(1040, "Too many connections")));

        var error = await Assert.ThrowsAsync<ServerErrorException>(() => Client.ConnectAsync(server.Target));

        Assert.Equal((1040, "Too many connections"), (error.Error.Number, error.Error.Message));
    }

    [Fact]
    public async Task Connect_ErrorInsteadOfOk_IsTheServers()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            await peer.WritePacketAsync(Packets.Error(1045, "28000", "Access denied"));
        });

        var error = await Assert.ThrowsAsync<ServerErrorException>(() => Client.ConnectAsync(server.Target));

        Assert.Equal(new ServerError(1045, "28000", "Access denied"), error.Error);
    }

    [Fact]
    public async Task Connect_EndedAtEachByteOfTheHandshake_IsLost()
    {
        var bytes = PacketBuilder.Framed(0, Handshake.MySql.ToPacket());
        for (var length = 0; length <= bytes.Length; length++)
        {
            await using var server = FakeServer.Start(peer => peer.WriteAsync(bytes.AsMemory(0, length)).AsTask());

            await Client.RefusesAsync(token => Client.ConnectAsync(server.Target, token), DriverFailure.Lost);
        }
    }

    [Fact]
    public async Task Connect_HandshakeCutAtEachByte_Fails()
    {
        foreach (var handshake in new[] { Handshake.MySql, Handshake.MariaDb })
        {
            var packet = handshake.ToPacket();
            for (var length = 0; length < packet.Length; length++)
            {
                await using var server = FakeServer.Start(peer => peer.WritePacketAsync(packet[..length]));

                await Client.RefusesAsync(
                    token => Client.ConnectAsync(server.Target, token),
                    DriverFailure.Protocol, DriverFailure.Unsupported, DriverFailure.Lost);
            }
        }
    }

    [Fact]
    public async Task Connect_BrokenOff_IsLost()
    {
        await using var server = FakeServer.Start(async peer =>
        {
            await FakeSession.GreetAsync(peer);
            peer.Reset();
        });

        await Client.RefusesAsync(token => Client.ConnectAsync(server.Target, token), DriverFailure.Lost);
    }

    [Fact]
    public async Task Connect_NobodyThere_IsUnreachable()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var server = FakeServer.Start(_ => Task.CompletedTask);
        var target = server.Target with { Port = ((IPEndPoint)reserved.LocalEndPoint!).Port };

        await Client.RefusesAsync(token => Client.ConnectAsync(target, token), DriverFailure.Unreachable);
    }

    [Fact]
    public async Task Connect_SilentServer_EndsWithItsToken()
    {
        var connected = new TaskCompletionSource();
        await using var server = FakeServer.Start(peer =>
        {
            connected.SetResult();
            return peer.FallSilentAsync();
        });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var connecting = Client.ConnectAsync(server.Target, cancellation.Token);
        await connected.Task.WaitAsync(Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }
}
