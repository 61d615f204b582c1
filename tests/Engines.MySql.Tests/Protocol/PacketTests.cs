using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Packets as such: their numbers, and the parts that long ones come in.</summary>
[Collection(nameof(Alone))]
public sealed class PacketTests
{
    private const int Max = FakePeer.MaxPayload;

    /// <summary>The text with its command byte fills no part, exactly one, one and a bit, exactly two.</summary>
    [Theory]
    [InlineData(Max - 2, new[] { Max - 1 })]
    [InlineData(Max - 1, new[] { Max, 0 })]
    [InlineData(Max, new[] { Max, 1 })]
    [InlineData((2 * Max) - 1, new[] { Max, Max, 0 })]
    [InlineData((2 * Max) + 4, new[] { Max, Max, 5 })]
    public async Task Send_LongCommand_GoesInParts(int length, int[] parts)
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            Assert.Equal(WithoutAttributes(session) + length + 1, (await session.ReadCommandAsync()).Length);
            if (WithoutAttributes(session) == 0)
            {
                Assert.Equal(parts, session.Peer.Parts);
            }

            await session.WriteAsync(Packets.Ok(affectedRows: 1));
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        Assert.Equal(1ul, Assert.Single(await connection.AskAsync(new string('x', length))).End.AffectedRows);
    }

    /// <summary>With its length of four or nine bytes, the value fills no part, exactly one, one and a bit.</summary>
    [Theory]
    [InlineData(Max - 5)]
    [InlineData(Max - 4)]
    [InlineData(Max - 3)]
    [InlineData(Max)]
    [InlineData(Max + 1000)]
    public async Task ReadRow_LongValue_IsPutTogether(int length)
    {
        var value = new string('x', length - 1) + "y";
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(Rows.Result(session.Eof, ["a", "b"], [["1", value], ["2", "z"]]));
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        var rows = Assert.Single(await connection.AskAsync("select")).Rows;

        Assert.Equal([["1", length.ToString(System.Globalization.CultureInfo.InvariantCulture)], ["2", "1"]],
            rows.Select(row => new[] { row[0], $"{row[1]!.Length}" }));
        Assert.Equal(value, rows[0][1]);
    }

    /// <summary>A first value of 16 MiB begins with the same byte as the end of the rows.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadRow_FirstValueOf16MiB_IsNotTheEnd(bool eof)
    {
        var value = new string('x', Max + 1);
        await using var server = FakeServer.StartBehindLogin(
            async session =>
            {
                await session.ReadCommandAsync();
                await session.WriteAsync(Rows.Result(eof, ["a"], [[value], ["z"]]));
            },
            Handshake.MySqlWith(eof));
        await using var connection = await Client.ConnectAsync(server.Target);

        var rows = Assert.Single(await connection.AskAsync("select")).Rows;

        Assert.Equal([value.Length, 1], rows.Select(row => row[0]!.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(255)]
    public async Task ReadReply_OtherNumber_BreaksTheProtocol(byte number)
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            session.Peer.Sequence = number;
            await session.WriteAsync(Packets.Ok());
        });

        await Client.RefusesQueryAsync(server, DriverFailure.Protocol);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ReadRow_NumberOutOfOrder_BreaksTheProtocol(int packet)
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            var packets = Rows.Result(session.Eof, ["a"], [["1"], ["2"]]);
            await session.WriteAsync(packets[..packet]);
            session.Peer.Sequence++;
            await session.WriteAsync(packets[packet..]);
        });

        await Client.RefusesQueryAsync(server, DriverFailure.Protocol);
    }

    [Fact]
    public async Task ReadRow_MoreThan256Packets_CountsOnFromZero()
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(Rows.Result(session.Eof, ["a"], [.. Enumerable.Repeat(new[] { "x" }, 1000)]));
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        Assert.Equal(1000, Assert.Single(await connection.AskAsync("select")).Rows.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task ReadRow_BytesInAnyPortions_AreTheSame(int portion)
    {
        string?[][] values = [["1", null], [new string('ä', 3000), ""], [null, "zwei"]];
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            var bytes = PacketBuilder.Framed(1, Rows.Result(session.Eof, ["a", "b"], values));
            for (var position = 0; position < bytes.Length; position += portion)
            {
                await session.Peer.WriteAsync(bytes.AsMemory(position, Math.Min(portion, bytes.Length - position)));
            }
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        Assert.Equal(values, Assert.Single(await connection.AskAsync("select")).Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task ReadReply_PacketThatClaims16MiB_IsNotAllocatedAhead(int sent)
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.Peer.WriteAsync([0xFF, 0xFF, 0xFF, 1, .. new byte[sent]]);
        });

        await Client.RefusesQueryAsync(server, DriverFailure.Lost);
    }

    [Fact]
    public async Task ReadRow_PartsWithoutEnd_AreNotCollectedForEver()
    {
        var sent = 0;
        var part = new byte[Max];
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.WriteAsync(Rows.ColumnCount(1), Rows.Column("a"));
            for (; sent < 40; sent++)
            {
                await session.Peer.WriteAsync([0xFF, 0xFF, 0xFF, session.Peer.Sequence++]);
                await session.Peer.WriteAsync(part);
            }
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        var error = await Assert.ThrowsAsync<DriverException>(() => connection.AskAsync("select"));

        Assert.Equal(DriverFailure.Protocol, error.Failure);
        // 128 MiB are eight of them; some more are on their way.
        Assert.InRange(sent, 1, 20);
    }

    [Fact]
    public async Task ReadReply_TextThatIsNotUtf8_IsRead()
    {
        await using var server = FakeServer.Answering(
            new PacketBuilder().Bytes(Packets.Error(1105, "HY000", "x")).Bytes(0xC3, 0x28, 0xFF).ToArray());
        await using var connection = await Client.ConnectAsync(server.Target);

        var error = Assert.Single(await connection.AskAsync("select")).End.Error;

        Assert.Equal(1105, error?.Number);
        Assert.StartsWith("x", error?.Message, StringComparison.Ordinal);
    }

    /// <summary>How many bytes stand between the command and its text for attributes of the query.</summary>
    private static int WithoutAttributes(FakeSession session) =>
        session.Client.Capabilities.HasFlag(Capability.QueryAttributes) ? 2 : 0;
}
