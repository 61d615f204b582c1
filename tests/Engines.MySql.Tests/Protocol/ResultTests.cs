using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Results in the shapes that servers send them in, with EOF packets and without.</summary>
[Collection(nameof(Alone))]
public sealed class ResultTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadRow_TextRows_AreAsTheServerSaysThem(bool eof)
    {
        await using var server = Answering(eof, Rows.Result(
            eof, ["a", "b"], [["1", null], ["", "ä"], [null, new string('x', 70_000)]],
            eof ? Packets.Eof(warnings: 3) : Packets.End(warnings: 3)));
        await using var connection = await Client.ConnectAsync(server.Target);

        var answer = Assert.Single(await connection.AskAsync("select"));

        Assert.Equal(["a", "b"], answer.Header.Columns.Select(column => column.Name));
        Assert.Equal([["1", null], ["", "ä"], [null, new string('x', 70_000)]], answer.Rows);
        Assert.Equal((ReplyKind.Ok, 3, false), (answer.End.Kind, answer.End.Warnings, answer.End.MoreResults));
        Assert.True(connection.IsIdle);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadRow_NoRows_EndsAtOnce(bool eof)
    {
        await using var server = Answering(eof, Rows.Result(eof, ["a"], []));
        await using var connection = await Client.ConnectAsync(server.Target);

        var answer = Assert.Single(await connection.AskAsync("select"));

        Assert.Empty(answer.Rows);
        Assert.Equal(ReplyKind.Ok, answer.End.Kind);
        Assert.True(connection.IsIdle);
    }

    [Fact]
    public async Task ReadReply_Columns_AreAsTheServerDescribesThem()
    {
        await using var server = FakeServer.Answering(
            Rows.ColumnCount(1),
            Rows.Column("größe", ColumnType.NewDecimal, ColumnFlags.NotNull | ColumnFlags.Unsigned, 63, uint.MaxValue, 31),
            Packets.End());
        await using var connection = await Client.ConnectAsync(server.Target);

        var answer = Assert.Single(await connection.AskAsync("select"));

        Assert.Equal(
            new ServerColumn(
                "größe", ColumnType.NewDecimal, ColumnFlags.NotNull | ColumnFlags.Unsigned, 63, uint.MaxValue, 31),
            Assert.Single(answer.Header.Columns));
    }

    [Theory]
    [InlineData(new byte[] { }, null)]
    [InlineData(new byte[] { 0, 4, (byte)'u', (byte)'u', (byte)'i', (byte)'d' }, "uuid")]
    [InlineData(new byte[] { 1, 4, (byte)'j', (byte)'s', (byte)'o', (byte)'n' }, "json")]
    public async Task ReadReply_ColumnOfMariaDb_HasItsExtendedType(byte[] extended, string? type)
    {
        await using var server = FakeServer.StartBehindLogin(
            session => session.AnswerAsync(
                Rows.ColumnCount(1), Rows.Column("a", ColumnType.String, collation: 45, extended: extended), Packets.End()),
            Handshake.MariaDb);
        await using var connection = await Client.ConnectAsync(server.Target);

        var column = Assert.Single(Assert.Single(await connection.AskAsync("select")).Header.Columns);

        Assert.Equal(("a", ColumnType.String, 45, type), (column.Name, column.Type, column.Collation, column.ExtendedType));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadRow_ErrorBetweenRows_IsTheEnd(bool eof)
    {
        await using var server = FakeServer.StartBehindLogin(
            async session =>
            {
                await session.ReadCommandAsync();
                await session.WriteAsync(Rows.Result(
                    eof, ["a"], [["1"], ["2"]], Packets.Error(1317, "70100", "Query execution was interrupted")));
                await session.ReadCommandAsync();
                await session.WriteAsync(Packets.Ok(affectedRows: 7));
            },
            Handshake.MySqlWith(eof));
        await using var connection = await Client.ConnectAsync(server.Target);

        var answer = Assert.Single(await connection.AskAsync("select"));

        Assert.Equal(2, answer.Rows.Count);
        Assert.Equal(
            (ReplyKind.Error, new ServerError(1317, "70100", "Query execution was interrupted")),
            (answer.End.Kind, answer.End.Error));
        Assert.True(connection is { IsIdle: true, IsUsable: true });
        Assert.Equal(7ul, Assert.Single(await connection.AskAsync("update")).End.AffectedRows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadReply_MoreResults_FollowEachOther(bool eof)
    {
        var more = StatusFlags.AutoCommit | StatusFlags.MoreResults;
        await using var server = Answering(
            eof,
            [
                .. Rows.Result(eof, ["a"], [["1"]], eof ? Packets.Eof(more) : Packets.End(more)),
                Packets.Ok(affectedRows: 2, status: more),
                .. Rows.Result(eof, ["b", "c"], [], eof ? Packets.Eof(more) : Packets.End(more)),
                Packets.Ok(lastInsertId: 5),
            ]);
        await using var connection = await Client.ConnectAsync(server.Target);

        var answers = await connection.AskAsync("call");

        Assert.Equal(
            [ReplyKind.Rows, ReplyKind.Ok, ReplyKind.Rows, ReplyKind.Ok], answers.Select(answer => answer.Header.Kind));
        Assert.Equal([true, true, true, false], answers.Select(answer => answer.End.MoreResults));
        Assert.Equal((2ul, 5ul), (answers[1].End.AffectedRows, answers[3].End.LastInsertId));
        Assert.True(connection.IsIdle);
    }

    [Fact]
    public async Task ReadReply_ErrorBehindAResult_EndsTheCommand()
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.AnswerAsync(
                Packets.Ok(status: StatusFlags.MoreResults), Packets.Error(1064, "42000", "You have an error"));
            await session.AnswerAsync(Packets.Ok());
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        var answers = await connection.AskAsync("call");

        Assert.Equal([ReplyKind.Ok, ReplyKind.Error], answers.Select(answer => answer.Header.Kind));
        Assert.True(connection is { IsIdle: true, IsUsable: true });
        Assert.Single(await connection.AskAsync("select"));
    }

    [Fact]
    public async Task Send_SeveralCommands_AreAnsweredInTheirOrder()
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            // All come before the first is answered.
            for (var n = 0; n < 3; n++)
            {
                Assert.Equal((byte)3, (await session.ReadCommandAsync())[0]);
            }

            session.Peer.Sequence = 1;
            await session.WriteAsync(Packets.Ok(affectedRows: 1));
            session.Peer.Sequence = 1;
            await session.WriteAsync(Packets.Error(1062, "23000", "Duplicate entry"));
            session.Peer.Sequence = 1;
            await session.WriteAsync(Rows.Result(session.Eof, ["a"], [["x"]]));
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        await connection.SendAsync(
            new[] { ServerCommand.Query("update"), ServerCommand.Query("insert"), ServerCommand.Query("select") },
            TestContext.Current.CancellationToken);
        var first = Assert.Single(await connection.ReadAllAsync());
        var second = Assert.Single(await connection.ReadAllAsync());
        Assert.False(connection.IsIdle);
        var third = Assert.Single(await connection.ReadAllAsync());

        Assert.Equal(1ul, first.End.AffectedRows);
        Assert.Equal(1062, second.End.Error?.Number);
        Assert.Equal([["x"]], third.Rows);
        Assert.True(connection.IsIdle);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task InTransaction_AfterEachAnswer_IsTheServersLastWord(int status)
    {
        var open = (StatusFlags)status;
        await using var server = FakeServer.Answering(Packets.Ok(status: open));
        await using var connection = await Client.ConnectAsync(server.Target);

        var answer = Assert.Single(await connection.AskAsync("begin"));

        Assert.Equal((status == 1, status == 1), (answer.End.InTransaction, connection.InTransaction));
    }

    [Fact]
    public async Task ReadReply_ConnectionEndsBeforeIt_IsLost()
    {
        await using var server = FakeServer.StartBehindLogin(session => session.ReadCommandAsync());

        await Client.RefusesQueryAsync(server, DriverFailure.Lost);
    }

    [Fact]
    public async Task Abort_DuringARead_EndsIt()
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            await session.Peer.FallSilentAsync();
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        await Client.RefusesAsync(
            async token =>
            {
                var answer = connection.AskAsync("select", token);
                connection.Abort();
                await answer;
            },
            DriverFailure.Lost);

        Assert.False(connection.IsUsable);
    }

    private static FakeServer Answering(bool eof, byte[][] packets) => FakeServer.StartBehindLogin(
        async session =>
        {
            Assert.Equal(eof, session.Eof);
            await session.ReadCommandAsync();
            await session.WriteAsync(packets);
        },
        Handshake.MySqlWith(eof));
}
