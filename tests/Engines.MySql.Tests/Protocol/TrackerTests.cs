using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>What OK packets tell of the session.</summary>
[Collection(nameof(Alone))]
public sealed class TrackerTests
{
    private const string Set = "3e11fa47-71ca-11e1-9e33-c80aa9429562:1-7:9,3e11fa47-71ca-11e1-9e33-c80aa9429562:tag:1";

    [Fact]
    public async Task ReadReply_EveryTracker_IsHandedOut()
    {
        var reply = await AskAsync(Packets.Ok(trackers: Trackers.All(
            Trackers.StateChange,
            Trackers.Variable("autocommit", "ON"),
            Trackers.Gtids(Set),
            Trackers.TransactionCharacteristics("START TRANSACTION;"),
            Trackers.TransactionState("T_______"),
            Trackers.Schema("shöp"),
            Trackers.Variable("time_zone", ""))));

        Assert.Equal((Set, "T_______", "shöp"), (reply.Gtids, reply.TransactionState, reply.Schema));
        Assert.Equal([new("autocommit", "ON"), new("time_zone", "")], reply.Variables);
    }

    [Fact]
    public async Task ReadReply_SeveralVariablesInOneEntry_AreInTheServersOrder()
    {
        var reply = await AskAsync(Packets.Ok(
            affectedRows: 300, lastInsertId: 70_000, warnings: 2, info: "Rows matched: 300",
            trackers: Trackers.Variables(("last_gtid", "0-1-5"), ("sql_mode", "ANSI"), ("last_gtid", "0-1-6"))));

        Assert.Equal(
            [new("last_gtid", "0-1-5"), new("sql_mode", "ANSI"), new("last_gtid", "0-1-6")], reply.Variables);
        Assert.Equal((300ul, 70_000ul, 2), (reply.AffectedRows, reply.LastInsertId, reply.Warnings));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(99)]
    [InlineData(255)]
    public async Task ReadReply_TrackerOfUnknownType_IsSkipped(byte type)
    {
        var reply = await AskAsync(Packets.Ok(trackers: Trackers.All(
            Trackers.Entry(type, 1, 2, 0xFE, 3), Trackers.Entry(type), Trackers.Gtids(Set), Trackers.Entry(type, new byte[300]))));

        Assert.Equal(Set, reply.Gtids);
    }

    [Fact]
    public async Task ReadReply_NoTrackers_HandsOutNone()
    {
        foreach (var packet in new[] { Packets.Ok(), Packets.Ok(info: ""), Packets.Ok(info: "x"), Packets.Ok(trackers: []) })
        {
            var reply = await AskAsync(packet);

            Assert.Equal((null, null, null), (reply.Gtids, reply.Schema, reply.TransactionState));
            Assert.Empty(reply.Variables);
        }
    }

    [Fact]
    public async Task ReadReply_WithoutTheCapability_TakesTheRestForText()
    {
        var packet = new PacketBuilder().Bytes(Packets.Ok()).Raw("\u0003text").ToArray();
        await using var server = FakeServer.StartBehindLogin(
            async session =>
            {
                await session.ReadCommandAsync();
                await session.WriteAsync(packet);
            },
            Handshake.MySql.Without(Capability.SessionTrack));

        await using var connection = await Client.ConnectAsync(server.Target);

        Assert.Null(Assert.Single(await connection.AskAsync("insert")).End.Gtids);
    }

    [Fact]
    public async Task ReadRow_TrackersAtTheEndOfRows_AreHandedOut()
    {
        await using var server = FakeServer.Answering(Rows.Result(
            eof: false, ["a"], [["1"]], Packets.End(trackers: Trackers.All(Trackers.Gtids(Set), Trackers.Variable("last_gtid", "0-1-5")))));
        await using var connection = await Client.ConnectAsync(server.Target);

        var end = Assert.Single(await connection.AskAsync("select")).End;

        Assert.Equal(Set, end.Gtids);
        Assert.Equal([new("last_gtid", "0-1-5")], end.Variables);
    }

    [Fact]
    public async Task ReadReply_LongSet_IsComplete()
    {
        var set = string.Join(',', Enumerable.Repeat(Set, 3000));

        Assert.Equal(set, (await AskAsync(Packets.Ok(trackers: Trackers.Gtids(set)))).Gtids);
    }

    [Fact]
    public async Task ReadReply_SetInTwoEntries_IsBoth()
    {
        var packet = Packets.Ok(trackers: Trackers.All(Trackers.Gtids("a:1"), Trackers.Gtids("b:2"), Trackers.Gtids("c:3")));

        Assert.Equal("a:1,b:2,c:3", (await AskAsync(packet)).Gtids);
    }

    [Fact]
    public async Task ReadReply_EntriesWithoutEnd_CostLittle()
    {
        byte[][] floods =
        [
            [.. Enumerable.Repeat(Trackers.Gtids("a:1"), 300_000).SelectMany(entry => entry)],
            [.. Enumerable.Repeat(Trackers.Variable("a", "b"), 300_000).SelectMany(entry => entry)],
            Trackers.Variables([.. Enumerable.Repeat(("a", "b"), 300_000)]),
        ];
        foreach (var flood in floods)
        {
            await using var server = FakeServer.Answering(Packets.Ok(trackers: flood));

            await Client.RefusesQueryAsync(server, DriverFailure.Protocol);
        }
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task ReadReply_TrackerThatLies_BreaksTheProtocol(string name, byte[] packet)
    {
        Assert.NotEmpty(name);
        await using var server = FakeServer.Answering(packet);

        await Client.RefusesQueryAsync(server, DriverFailure.Protocol);
    }

    public static TheoryData<string, byte[]> Lies()
    {
        byte[] head = [0, 0, 0, 2, 0x40, 0, 0, 0];
        return new()
        {
            { "trackers longer than the packet", [.. head, 5, 0, 1] },
            { "trackers of 2^64-1 bytes", [.. head, .. Lengths.Huge] },
            { "trackers of 2 GiB", [.. head, .. Lengths.Large] },
            { "trackers of NULL length", [.. head, 0xFB] },
            { "trackers of an illegal length", [.. head, 0xFF] },
            { "a length cut off", [.. head, 0xFE, 1, 2] },
            { "information longer than the packet", [.. head[..7], 9, 1] },
            { "information of 2^64-1 bytes", [.. head[..7], .. Lengths.Huge] },
            { "an entry longer than the trackers", Packets.Ok(trackers: [3, 40, 0, 1]) },
            { "an entry of 2^64-1 bytes", Packets.Ok(trackers: [3, .. Lengths.Huge]) },
            { "an unknown entry of 2^64-1 bytes", Packets.Ok(trackers: [77, .. Lengths.Huge]) },
            { "an unknown entry of 2 GiB", Packets.Ok(trackers: [77, .. Lengths.Large]) },
            { "an entry without length", Packets.Ok(trackers: [3]) },
            { "an empty GTID entry", Packets.Ok(trackers: Trackers.Entry(3)) },
            { "a GTID entry without set", Packets.Ok(trackers: Trackers.Entry(3, 0)) },
            { "a set longer than its entry", Packets.Ok(trackers: Trackers.Entry(3, 0, 9, 65)) },
            { "a set of 2^64-1 bytes", Packets.Ok(trackers: Trackers.Entry(3, [0, .. Lengths.Huge])) },
            { "a variable without value", Packets.Ok(trackers: Trackers.Entry(0, 1, 65)) },
            { "a variable longer than its entry", Packets.Ok(trackers: Trackers.Entry(0, 9, 65)) },
            { "a value of 2^64-1 bytes", Packets.Ok(trackers: Trackers.Entry(0, [1, 65, .. Lengths.Huge])) },
            { "a schema of 2 GiB", Packets.Ok(trackers: Trackers.Entry(1, Lengths.Large)) },
            { "a state longer than its entry", Packets.Ok(trackers: Trackers.Entry(5, 8, 84)) },
        };
    }

    private static async Task<ServerReply> AskAsync(byte[] packet)
    {
        await using var server = FakeServer.Answering(packet);
        await using var connection = await Client.ConnectAsync(server.Target);
        var reply = Assert.Single(await connection.AskAsync("insert")).End;
        Assert.Equal(ReplyKind.Ok, reply.Kind);
        return reply;
    }
}
