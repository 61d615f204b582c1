using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Prepared statements and their rows, by servers that lie.</summary>
[Collection(nameof(Alone))]
public sealed class HostilePreparationTests
{
    [Theory]
    [MemberData(nameof(BinaryLies))]
    public async Task Execute_RowThatLies_BreaksTheProtocol(string name, byte code, byte[] row)
    {
        Assert.NotEmpty(name);
        var type = (ColumnType)code;
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(Packets.PrepareOk(1, 0), Rows.Column("a", type));
            await session.ReadCommandAsync();
            await session.WriteAsync(Rows.ColumnCount(1), Rows.Column("a", type), row);
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        await Client.RefusesAsync(token => connection.AskPreparedAsync("select", [], token), DriverFailure.Protocol);

        Assert.False(connection.IsUsable);
    }

    public static TheoryData<string, byte, byte[]> BinaryLies() => new()
    {
        { "an empty row", (byte)ColumnType.Long, [] },
        { "no null bits", (byte)ColumnType.Long, [0] },
        { "no value", (byte)ColumnType.Long, [0, 0] },
        { "a number cut off", (byte)ColumnType.Long, [0, 0, 1, 2, 3] },
        { "a long number cut off", (byte)ColumnType.LongLong, [0, 0, 1, 2, 3, 4, 5, 6, 7] },
        { "a double cut off", (byte)ColumnType.Double, [0, 0, 1, 2, 3] },
        { "a float cut off", (byte)ColumnType.Float, [0, 0, 1] },
        { "a number and more", (byte)ColumnType.Tiny, [0, 0, 1, 2] },
        { "NULL and more", (byte)ColumnType.Tiny, [0, 4, 1] },
        { "a text row", (byte)ColumnType.VarString, [1, 65] },
        { "an OK", (byte)ColumnType.VarString, [0, 0, 0, 2, 0, 0, 0] },
        { "a text longer than its row", (byte)ColumnType.VarString, [0, 0, 9, 65] },
        { "a text of 2^64-1 bytes", (byte)ColumnType.VarString, [0, 0, .. Lengths.Huge] },
        { "a text of 2 GiB", (byte)ColumnType.Blob, [0, 0, .. Lengths.Large] },
        { "a NULL length", (byte)ColumnType.Blob, [0, 0, 0xFB] },
        { "a decimal of 2^63 bytes", (byte)ColumnType.NewDecimal, [0, 0, .. Lengths.Negative] },
        { "a date of 3 bytes", (byte)ColumnType.Date, [0, 0, 3, 1, 1, 1] },
        { "a date cut off", (byte)ColumnType.DateTime, [0, 0, 11, 1, 1, 1] },
        { "a date of 200 bytes", (byte)ColumnType.DateTime, [0, 0, 200, .. new byte[200]] },
        { "a time of 5 bytes", (byte)ColumnType.Time, [0, 0, 5, 1, 1, 1, 1, 1] },
        { "a time cut off", (byte)ColumnType.Time, [0, 0, 12, 1, 1, 1, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(Preparations))]
    public async Task Prepare_AnswerThatLies_BreaksTheProtocol(string name, byte[][] packets)
    {
        Assert.NotEmpty(name);
        await using var server = FakeServer.Answering(packets);
        await using var connection = await Client.ConnectAsync(server.Target);

        await Client.RefusesAsync(
            async token => await connection.PrepareAsync("select ?", token), DriverFailure.Protocol);

        Assert.False(connection.IsUsable);
    }

    public static TheoryData<string, byte[][]> Preparations() => new()
    {
        { "an empty packet", [[]] },
        { "a header alone", [[0]] },
        { "cut off", [Packets.PrepareOk(1, 1)[..8]] },
        { "rows", [Rows.ColumnCount(1)] },
        { "an end", [Packets.End()] },
        { "an empty packet for a parameter", [Packets.PrepareOk(0, 1), []] },
        { "an error for a parameter", [Packets.PrepareOk(0, 2), Rows.Column("?"), [0xFF]] },
    };

    [Theory]
    [InlineData(0, 65535)]
    [InlineData(65535, 0)]
    [InlineData(65535, 65535)]
    public async Task Prepare_ManyAnnouncedThenSilence_EndsWithItsToken(int columns, int parameters)
    {
        var sent = new TaskCompletionSource();
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(Packets.PrepareOk(columns, parameters), Rows.Column("?"));
            sent.SetResult();
            await session.Peer.FallSilentAsync();
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        await Client.CancelsAsync(sent.Task, async token => await connection.PrepareAsync("select ?", token));

        Assert.False(connection.IsUsable);
    }

    /// <summary>Everything from the handshake to the end of binary rows, ended at each byte.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Execute_EndedAtEachByte_IsLost(bool eof)
    {
        var bytes = WholeExchange(eof);
        await using var replay = new ReplayServer();
        for (var length = 0; length < bytes.Length; length++)
        {
            await Client.RefusesAsync(
                token => replay.PlayAsync(bytes[..length], FakeServer.AnyTarget, ExecuteAsync, token), DriverFailure.Lost);
        }

        Assert.Null(await Client.EndsAsync(token => replay.PlayAsync(bytes, FakeServer.AnyTarget, ExecuteAsync, token)));
    }

    /// <summary>The same, with each packet shortened to each length, and everything else behind it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Execute_PacketsCutAtEachByte_AreReadOrRefused(bool eof)
    {
        var bytes = WholeExchange(eof);
        await using var replay = new ReplayServer();
        foreach (var (start, length) in Capture.Packets(bytes))
        {
            for (var payload = 0; payload < length - 4; payload++)
            {
                byte[] cut = [.. bytes[..start], (byte)payload, .. bytes[(start + 1)..(start + 4 + payload)], .. bytes[(start + length)..]];
                await replay.PlayInBoundsAsync(cut, FakeServer.AnyTarget, ExecuteAsync);
            }
        }
    }

    private static byte[] WholeExchange(bool eof)
    {
        byte[][] end = eof ? [Packets.Eof()] : [];
        return
        [
            .. PacketBuilder.Framed(0, Handshake.MySqlWith(eof).ToPacket()),
            .. PacketBuilder.Framed(2, Packets.Ok()),
            .. PacketBuilder.Framed(1, [Packets.PrepareOk(2, 1), Rows.Column("?"), .. end, Rows.Column("a"), Rows.Column("b"), .. end]),
            .. PacketBuilder.Framed(
                1,
                [
                    Rows.ColumnCount(2), Rows.Column("a", ColumnType.DateTime), Rows.Column("b"), .. end,
                    Rows.Binary([4, 0xEA, 7, 1, 31], Rows.BinaryText("ä")), Rows.Binary(null, Rows.BinaryText("")),
                    eof ? Packets.Eof() : Packets.End(trackers: Trackers.Gtids("a:1")),
                ]),
        ];
    }

    private static async Task ExecuteAsync(ConnectionTarget target, CancellationToken token)
    {
        await using var connection = await Client.ConnectAsync(target, token);
        var statement = await connection.PrepareAsync("select ?", token);
        var parameters = new BoundParameter[statement.ParameterCount];
        await connection.AskAsync(ServerCommand.Execute(statement, parameters), token);
    }
}
