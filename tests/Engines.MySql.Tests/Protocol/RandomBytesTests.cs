using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Bytes that mean nothing, instead of each thing that a server says.</summary>
[Collection(nameof(Alone))]
public sealed class RandomBytesTests
{
    private const int Cases = 250;

    /// <summary>Any byte, and more often those that packets and lengths begin with.</summary>
    private static readonly Gen<byte> AnyByte = Gen.Frequency(
        (2, Gen.Choose(0, 255).Select(value => (byte)value)),
        (1, Gen.Elements<byte>(0, 1, 2, 3, 10, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF)));

    private static readonly Gen<byte[]> AnyPayload = Gen.Choose(0, 60).SelectMany(length => AnyByte.ArrayOf(length));

    [Theory]
    [InlineData("handshake")]
    [InlineData("login")]
    [InlineData("answer")]
    [InlineData("columns")]
    [InlineData("rows")]
    [InlineData("rows behind EOF")]
    [InlineData("preparation")]
    [InlineData("parameters")]
    [InlineData("binary rows")]
    public async Task Client_RandomBytes_EndsInTimeAndInBounds(string instead)
    {
        var (before, number, prepared) = Before(instead);
        await using var replay = new ReplayServer();
        Task PlayAsync(byte[] bytes) => replay.PlayInBoundsAsync(
            [.. before, .. bytes],
            FakeServer.AnyTarget,
            (target, token) => AskAsync(target, prepared, token));

        await Prop.ForAll(Gen.Choose(0, 300).SelectMany(length => AnyByte.ArrayOf(length)).ToArbitrary(), PlayAsync)
            .HoldsAsync(Cases);
        await Prop.ForAll(
                Gen.Choose(1, 8).SelectMany(count => AnyPayload.ArrayOf(count)).ToArbitrary(),
                payloads => PlayAsync(PacketBuilder.Framed(number, payloads)))
            .HoldsAsync(Cases);
    }

    private static async Task AskAsync(ConnectionTarget target, bool prepared, CancellationToken token)
    {
        await using var connection = await Client.ConnectAsync(target, token);
        _ = prepared
            ? await connection.AskPreparedAsync("select", [], token)
            : await connection.AskAsync("select", token);
    }

    /// <summary>What is said before, the number of the first packet behind it, and whether the client prepares.</summary>
    private static (byte[] Bytes, int Number, bool Prepared) Before(string instead)
    {
        byte[] column = Rows.Column("a", ColumnType.DateTime);
        byte[] greeting = PacketBuilder.Framed(0, Handshake.MySql.ToPacket());
        byte[] login = [.. greeting, .. PacketBuilder.Framed(2, [Packets.Ok()])];
        byte[] oldGreeting = PacketBuilder.Framed(0, [Handshake.MySqlWith(eof: true).ToPacket()]);
        byte[] preparation = [.. login, .. PacketBuilder.Framed(1, [Packets.PrepareOk(1, 0), column])];
        return instead switch
        {
            "handshake" => ([], 0, false),
            "login" => (greeting, 2, false),
            "answer" => (login, 1, false),
            "columns" => ([.. login, .. PacketBuilder.Framed(1, [Rows.ColumnCount(2)])], 2, false),
            "rows" => ([.. login, .. PacketBuilder.Framed(1, [Rows.ColumnCount(2), column, column])], 4, false),
            "rows behind EOF" => (
                [
                    .. oldGreeting, .. PacketBuilder.Framed(2, [Packets.Ok()]),
                    .. PacketBuilder.Framed(1, [Rows.ColumnCount(2), column, column, Packets.Eof()]),
                ],
                5,
                false),
            "preparation" => (login, 1, true),
            "parameters" => ([.. login, .. PacketBuilder.Framed(1, [Packets.PrepareOk(2, 2)])], 2, true),
            "binary rows" => ([.. preparation, .. PacketBuilder.Framed(1, [Rows.ColumnCount(1), column])], 3, true),
            _ => throw new ArgumentException($"Nothing is called {instead}.", nameof(instead)),
        };
    }
}
