using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>What goes out: to servers that do not listen, and without being asked for.</summary>
public sealed class SendingTests
{
    private const byte Prepare = 0x16;
    private const byte Execute = 0x17;
    private const byte CloseStatement = 0x19;
    private const byte Reset = 0x1F;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ServerGone_IsLost()
    {
        await using var server = FakeServer.StartBehindLogin(session =>
        {
            session.Peer.Reset();
            return Task.CompletedTask;
        });
        await using var connection = await Client.ConnectAsync(server.Target);

        var error = await Assert.ThrowsAsync<DriverException>(() => connection.AskAsync(new string('x', 16 << 20)));

        Assert.Equal(DriverFailure.Lost, error.Failure);
        Assert.False(connection.IsUsable);
    }

    [Fact]
    public async Task Send_ServerDoesNotRead_EndsWithItsToken()
    {
        var over = new TaskCompletionSource();
        await using var server = FakeServer.StartBehindLogin(_ => over.Task);
        await using var connection = await Client.ConnectAsync(server.Target);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var sending = connection.SendAsync(new[] { ServerCommand.Query(new string('x', 16 << 20)) }, cancellation.Token).AsTask();
        Assert.False(sending.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.False(connection.IsUsable);
        over.SetResult();
    }

    [Fact]
    public async Task Prepare_MoreThanAreKept_ClosesTheOneUsedLongestAgo()
    {
        List<string> commands = [];
        await using var server = FakeServer.StartBehindLogin(session => AnswerAsync(session, commands));
        await using var connection = await Client.ConnectAsync(server.Target with { PreparedStatements = 2 });

        foreach (var sql in new[] { "a", "b", "a", "c", "a", "b" })
        {
            await connection.AskPreparedAsync(sql, []);
        }

        Assert.Equal(
            [
                "prepare a", "execute 1", "prepare b", "execute 2", "execute 1",
                "prepare c", "close 2", "execute 3", "execute 1",
                "prepare b", "close 3", "execute 4",
            ],
            commands);
    }

    [Fact]
    public async Task Reset_StatementsPrepared_AreForgotten()
    {
        List<string> commands = [];
        await using var server = FakeServer.StartBehindLogin(session => AnswerAsync(session, commands));
        await using var connection = await Client.ConnectAsync(server.Target with { PreparedStatements = 1 });
        var statement = await connection.PrepareAsync("a", Token);
        await connection.PrepareAsync("b", Token);

        await connection.AskAsync(ServerCommand.Reset);
        await connection.AskPreparedAsync("b", []);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.AskAsync(ServerCommand.Execute(statement, default)));

        Assert.Equal(["prepare a", "prepare b", "close 1", "reset", "prepare b", "execute 3"], commands);
    }

    /// <summary>Prepares and runs whatever comes, and writes down what does.</summary>
    private static async Task AnswerAsync(FakeSession session, List<string> commands)
    {
        var prepared = 0u;
        while (true)
        {
            var command = new PacketCursor(await session.ReadCommandAsync(), 0);
            switch (command.Byte())
            {
                case Prepare:
                    commands.Add($"prepare {System.Text.Encoding.UTF8.GetString(command.Rest())}");
                    await session.WriteAsync(Packets.PrepareOk(0, 0, ++prepared));
                    break;
                case Execute:
                    commands.Add($"execute {command.Int4()}");
                    await session.WriteAsync(Packets.Ok());
                    break;
                case CloseStatement:
                    commands.Add($"close {command.Int4()}");
                    break;
                case Reset:
                    commands.Add("reset");
                    await session.WriteAsync(Packets.Ok());
                    break;
                default:
                    return;
            }
        }
    }
}
