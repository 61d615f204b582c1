using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Answers that lie about their lengths and counts, or come where they cannot.</summary>
[Collection(nameof(Alone))]
public sealed class HostileReplyTests
{
    [Theory]
    [MemberData(nameof(TextLies))]
    public async Task Query_AnswerThatLies_BreaksTheProtocol(string name, byte[][] packets)
    {
        Assert.NotEmpty(name);
        await using var server = FakeServer.Answering(packets);

        await Client.RefusesQueryAsync(server, DriverFailure.Protocol);
    }

    public static TheoryData<string, byte[][]> TextLies()
    {
        var column = Rows.Column("a");
        byte[][] one = [Rows.ColumnCount(1), column];
        byte[][] two = [Rows.ColumnCount(2), column, column];
        return new()
        {
            { "an empty packet for an answer", [[]] },
            { "2^60 columns", [Rows.ColumnCount(1UL << 60), column] },
            { "2^64-1 columns", [Lengths.Huge, column] },
            { "2^31 columns", [Lengths.Large, column] },
            { "70,000 columns", [Rows.ColumnCount(70_000), column, Packets.End()] },
            { "a column count cut off", [[0xFC, 1]] },
            { "bytes behind the column count", [[1, 2, 3, 4, 5, 6, 7]] },
            { "an OK for a column", [Rows.ColumnCount(1), Packets.Ok(), Rows.Text("1")] },
            { "an empty packet for a column", [Rows.ColumnCount(1), []] },
            { "a column name of 2^64-1 bytes", [Rows.ColumnCount(1), [3, 100, 101, 102, .. Lengths.Huge]] },
            { "a column name of 2 GiB", [Rows.ColumnCount(1), [3, 100, 101, 102, .. Lengths.Large]] },
            { "a column name longer than its packet", [Rows.ColumnCount(1), [3, 100, 101, 102, 9, 1]] },
            { "the end where a column belongs", [Rows.ColumnCount(2), column, Packets.End()] },
            { "a value longer than its row", [.. one, [9, 65]] },
            { "a value of 2^64-1 bytes", [.. one, [.. Lengths.Huge, .. new byte[16]]] },
            { "a second value of 2^64-1 bytes", [.. two, [1, 65, .. Lengths.Huge]] },
            { "a second value of 2^63 bytes", [.. two, [1, 65, .. Lengths.Negative]] },
            { "a second value of 2 GiB", [.. two, [1, 65, .. Lengths.Large]] },
            { "a length cut off", [.. two, [1, 65, 0xFD, 1]] },
            { "an illegal length", [.. two, [1, 65, 0xFF]] },
            { "too few values", [.. two, Rows.Text("1")] },
            { "too many values", [.. one, Rows.Text("1", "2")] },
            { "an OK for a row", [.. one, Packets.Ok()] },
            { "an empty packet for a row", [.. one, []] },
            { "an end cut off", [.. one, [0xFE, 0]] },
            { "an OK cut off", [[0, 0]] },
            { "an OK with counts cut off", [[0, 0xFE, 1, 2, 3]] },
            { "an error cut off", [[0xFF, 1]] },
        };
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 9, 65 })]
    [InlineData(new byte[] { 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public async Task Query_ExtendedTypeThatLies_BreaksTheProtocol(byte[] extended)
    {
        await using var server = FakeServer.StartBehindLogin(
            session => session.AnswerAsync(Rows.ColumnCount(1), Rows.Column("a", extended: extended), Packets.End()),
            Handshake.MariaDb);

        await Client.RefusesQueryAsync(server, DriverFailure.Protocol);
    }

    [Fact]
    public async Task Query_ManyColumnsAnnouncedThenSilence_EndsWithItsToken()
    {
        var sent = new TaskCompletionSource();
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(Rows.ColumnCount(4096), Rows.Column("a"));
            sent.SetResult();
            await session.Peer.FallSilentAsync();
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        await Client.CancelsAsync(sent.Task, token => connection.AskAsync("select", token));

        Assert.False(connection.IsUsable);
    }

    /// <summary>Both in one write, so that the second has come when the first is read.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task IsUsable_AnswerNobodyAskedFor_IsFalse(byte number)
    {
        var ok = Packets.Ok();
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.Peer.WriteAsync([(byte)ok.Length, 0, 0, 1, .. ok, (byte)ok.Length, 0, 0, number, .. ok]);
            await session.Peer.FallSilentAsync();
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        await connection.AskAsync("update");

        Assert.False(connection.IsUsable);
    }

    /// <summary>Every answer, with each of its packets cut at each byte and the connection ended behind it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_AnswerCutAtEachByte_IsReadOrRefused(bool framed)
    {
        byte[][][] answers =
        [
            [Packets.Ok(affectedRows: 70_000, info: "info", trackers: Trackers.All(
                Trackers.Gtids("3e11fa47-71ca-11e1-9e33-c80aa9429562:1-7"), Trackers.Variable("last_gtid", "0-1-5")))],
            [Packets.Error(1064, "42000", "You have an error")],
            Rows.Result(eof: false, ["a", "b"], [["1", null]], Packets.End(trackers: Trackers.Schema("shop"))),
        ];
        foreach (var packets in answers)
        {
            for (var last = 0; last < packets.Length; last++)
            {
                for (var length = 0; length < packets[last].Length; length++)
                {
                    await AnswerCutAsync(packets[..last], packets[last], length, framed);
                }
            }
        }
    }

    private static async Task AnswerCutAsync(byte[][] before, byte[] packet, int length, bool framed)
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(before);
            if (framed)
            {
                await session.WriteAsync(packet[..length]);
            }
            else
            {
                byte[] header = [(byte)packet.Length, (byte)(packet.Length >> 8), 0, session.Peer.Sequence];
                await session.Peer.WriteAsync([.. header, .. packet[..length]]);
            }
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        var error = await Client.EndsAsync(token => connection.AskAsync("select", token));

        if (error is not null || !framed)
        {
            var failure = Assert.IsType<DriverException>(error).Failure;
            Assert.True(failure == DriverFailure.Lost || (framed && failure == DriverFailure.Protocol), $"{failure}: {error}");
            Assert.False(connection.IsUsable);
        }
    }
}
