using System.Security.Cryptography;
using System.Text;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.LocalCluster;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Commands, answers and trackers, on a real server.</summary>
public abstract class WireQueryTests(WireServer server)
{
    private protected WireServer Server => server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_Rows_ComeWithColumnsAndNulls()
    {
        await using var connection = await server.ConnectAsync();
        var answer = await connection.QueryAsync("select 1 as a, 'zwei' as b, null as c union all select 2, 'drei ü 🙂', 'x'");
        Assert.Equal(["a", "b", "c"], answer.Header.Columns.Select(c => c.Name));
        Assert.Equal([["1", "zwei", null], ["2", "drei ü 🙂", "x"]], answer.Rows);
        Assert.True(connection.IsIdle);
    }

    [Fact]
    public async Task Query_Write_TellsRowsAndKey()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("create temporary table t (id bigint unsigned auto_increment primary key, v int)");
        var inserted = await connection.QueryAsync("insert into t (v) values (10), (20), (20)");
        Assert.Equal((3UL, 1UL), (inserted.End.AffectedRows, inserted.End.LastInsertId));
        var updated = await connection.QueryAsync("update t set v = 20");
        Assert.Equal(3UL, updated.End.AffectedRows); // found, as on other engines, not changed
        Assert.Equal(0UL, (await connection.QueryAsync("delete from t where id = 99")).End.AffectedRows);
    }

    [Fact]
    public async Task Query_Warnings_AreCounted()
    {
        await using var connection = await server.ConnectAsync();
        Assert.Equal(1, (await connection.QueryAsync("drop table if exists no_such_table")).End.Warnings);
    }

    [Fact]
    public async Task Query_Error_LeavesTheConnectionUsable()
    {
        await using var connection = await server.ConnectAsync();
        var error = Assert.Single(await connection.QueryAllAsync("select * from nowhere")).End.Error;
        Assert.Equal((1146, "42S02"), (error!.Number, error.SqlState));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        Assert.Equal("7", await connection.ScalarAsync("select 7"));
    }

    [Fact]
    public async Task Query_ErrorBehindRows_EndsThem()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("create temporary table big as select 1 as n union all select 2 union all select 3");
        var answer = Assert.Single(await connection.QueryAllAsync(
            "select n, if(n = 3, (select 1 union select 2), 'x') from big"));
        Assert.Equal(1242, answer.End.Error!.Number);
        Assert.True(connection.IsIdle);
        Assert.Equal("3", await connection.ScalarAsync("select count(*) from big"));
    }

    [Fact]
    public async Task Query_SeveralStatementsInOne_AreRefused()
    {
        await using var connection = await server.ConnectAsync();
        Assert.Equal(1064, Assert.Single(await connection.QueryAllAsync("select 1; select 2")).End.Error!.Number);
    }

    [Fact]
    public async Task Call_SeveralResults_AllAreRead()
    {
        await using var connection = await server.ConnectAsync();
        var name = $"several_{connection.ThreadId}";
        await connection.QueryAsync($"create procedure {name}() begin select 1, 'a'; select 2 as b; end");
        try
        {
            foreach (var answers in new[] { await connection.QueryAllAsync($"call {name}()"), await CallPreparedAsync(connection, name) })
            {
                Assert.Equal(3, answers.Count);
                Assert.Equal(["1", "a"], answers[0].Rows[0]);
                Assert.Equal("b", answers[1].Header.Columns[0].Name);
                Assert.Equal(["2"], answers[1].Rows[0]);
                Assert.Equal(ReplyKind.Ok, answers[2].Header.Kind);
                Assert.True(connection.IsIdle);
            }
        }
        finally
        {
            await connection.QueryAsync($"drop procedure {name}");
        }
    }

    private static async Task<List<Answer>> CallPreparedAsync(IServerConnection connection, string name)
    {
        var statement = await connection.PrepareAsync($"call {name}()", Token);
        await connection.SendAsync(new[] { ServerCommand.Execute(statement, default) }, Token);
        return await connection.ReadAllAsync();
    }

    [Fact]
    public async Task Send_ManyCommands_AreAnsweredInTheirOrder()
    {
        await using var connection = await server.ConnectAsync();
        var statement = await connection.PrepareAsync("select ? + 1", Token);
        await connection.SendAsync(
            new[]
            {
                ServerCommand.Query("select 'first'"),
                ServerCommand.Execute(statement, new[] { ConnectionExtensions.Of(41) }),
                ServerCommand.Query("select * from nowhere"),
                ServerCommand.Ping,
                ServerCommand.Query("select 'last'"),
            },
            Token);
        Assert.Equal("first", (await connection.ReadAnswerAsync()).Rows[0][0]);
        Assert.Equal("42", (await connection.ReadAnswerAsync()).Rows[0][0]);
        Assert.Equal(1146, (await connection.ReadAnswerAsync()).End.Error!.Number);
        Assert.Equal(ReplyKind.Ok, (await connection.ReadAnswerAsync()).End.Kind);
        Assert.False(connection.IsIdle);
        Assert.Equal("last", (await connection.ReadAnswerAsync()).Rows[0][0]);
        Assert.True(connection.IsIdle);
    }

    [Fact]
    public async Task Transaction_State_IsFollowed()
    {
        await using var connection = await server.ConnectAsync();
        Assert.False(connection.InTransaction);
        await connection.QueryAsync("start transaction");
        Assert.True(connection.InTransaction);
        await connection.QueryAsync("select 1");
        Assert.True(connection.InTransaction);
        await connection.QueryAsync("rollback");
        Assert.False(connection.InTransaction);
    }

    [Fact]
    public async Task Tracker_Schema_IsReported()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("set session_track_schema = on");
        await connection.SendAsync(new[] { ServerCommand.UseDatabase("mysql") }, Token);
        Assert.Equal("mysql", (await connection.ReadAnswerAsync()).End.Schema);
        Assert.Equal("mysql", await connection.ScalarAsync("select database()"));
    }

    [Fact]
    public async Task Tracker_Variables_AreReported()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("set session_track_system_variables = 'autocommit,time_zone'");
        var changed = (await connection.QueryAsync("set autocommit = 0, time_zone = '+02:00'")).End.Variables;
        Assert.Contains(new("autocommit", "OFF"), changed);
        Assert.Contains(new("time_zone", "+02:00"), changed);
    }

    [Fact]
    public async Task Tracker_TransactionState_IsReported()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("set session_track_transaction_info = 'STATE'");
        var state = (await connection.QueryAsync("start transaction")).End.TransactionState;
        Assert.Equal(8, state?.Length);
        Assert.Equal('T', state![0]);
    }

    [Fact]
    public async Task Reset_SessionState_IsGone()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("create temporary table gone (i int)");
        await connection.QueryAsync("start transaction");
        var statement = await connection.PrepareAsync("select 5", Token);
        await connection.SendAsync(new[] { ServerCommand.Reset }, Token);
        Assert.Equal(ReplyKind.Ok, (await connection.ReadAnswerAsync()).End.Kind);
        Assert.False(connection.InTransaction);
        Assert.Equal(1146, Assert.Single(await connection.QueryAllAsync("select * from gone")).End.Error!.Number);
        Assert.Equal("5", (await connection.ExecuteAsync("select 5")).Rows[0][0]);
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await connection.SendAsync(new[] { ServerCommand.Execute(statement, default) }, Token));
    }

    [Fact]
    public async Task LocalInfile_IsRefused()
    {
        await using var connection = await server.ConnectAsync();
        await connection.QueryAsync("create temporary table passwd (line text)");
        var answer = Assert.Single(await connection.QueryAllAsync("load data local infile '/etc/passwd' into table passwd"));
        Assert.NotNull(answer.End.Error);
        Assert.Equal("0", await connection.ScalarAsync("select count(*) from passwd"));
    }

    [Fact]
    public async Task Packets_Over16MiB_GoBothWays()
    {
        await using (var setup = await server.ConnectAsync())
        {
            await setup.QueryAsync("set global max_allowed_packet = 134217728");
        }

        await using var connection = await server.ConnectAsync();
        foreach (var length in new[] { 0xff_ffff - 40, 0xff_ffff - 1, 0xff_ffff, 0xff_ffff + 1, (2 * 0xff_ffff) + 7 })
        {
            var text = new byte[length];
            Random.Shared.NextBytes(text);
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (byte)('a' + (text[i] % 26));
            }

            var statement = await connection.PrepareAsync("select sha2(?, 256), ?", Token);
            var parameter = new BoundParameter { Type = ParameterType.Text, Data = text };
            await connection.SendAsync(new[] { ServerCommand.Execute(statement, new[] { parameter, parameter }) }, Token);
            Assert.Equal(ReplyKind.Rows, (await connection.ReadReplyAsync(Token)).Kind);
            Assert.Null(await connection.ReadRowAsync(Token));
            Assert.True(connection.TryGetValue(0, out var hash));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(text)), Encoding.ASCII.GetString(hash));
            Assert.True(connection.TryGetValue(1, out var echoed));
            Assert.True(echoed.SequenceEqual(text));
            Assert.NotNull(await connection.ReadRowAsync(Token));
        }
    }

    [Fact]
    public async Task Abort_EndsAReadUnderWay()
    {
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(new[] { ServerCommand.Query("select sleep(30)") }, Token);
        var read = connection.ReadReplyAsync(Token).AsTask();
        connection.Abort();
        Assert.Equal(DriverFailure.Lost, (await Assert.ThrowsAsync<DriverException>(() => read)).Failure);
        Assert.False(connection.IsUsable);
    }

    [Fact]
    public async Task Cancel_MakesTheConnectionUnusable()
    {
        await using var connection = await server.ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        await connection.SendAsync(new[] { ServerCommand.Query("select sleep(30)") }, Token);
        var read = connection.ReadReplyAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.False(connection.IsUsable);
        Assert.Equal(
            DriverFailure.Lost,
            (await Assert.ThrowsAsync<DriverException>(async () => await connection.ReadReplyAsync(Token))).Failure);
    }

    [Fact]
    public async Task KillQuery_EndsTheStatementAlone()
    {
        await using var victim = await server.ConnectAsync();
        await using var killer = await server.ConnectAsync();
        await victim.SendAsync(new[] { ServerCommand.Query("select count(*) from information_schema.columns a, information_schema.columns b, information_schema.columns c, information_schema.columns d") }, Token);
        var read = victim.ReadAnswerAsync();
        await Wait.UntilAsync(
            "the statement runs",
            async _ => await killer.ScalarAsync($"select info from information_schema.processlist where id = {victim.ThreadId}") is not null,
            cancellationToken: Token);
        await killer.QueryAsync($"kill query {victim.ThreadId}");
        var answer = await read;
        Assert.Equal(1317, answer.End.Error!.Number);
        Assert.Equal("1", await victim.ScalarAsync("select 1"));
    }

    [Fact]
    public async Task KilledConnection_WhileIdle_IsNoticedBeforeUse()
    {
        await using var victim = await server.ConnectAsync();
        await using var killer = await server.ConnectAsync();
        Assert.True(victim.IsUsable);
        await killer.QueryAsync($"kill {victim.ThreadId}");
        await Wait.UntilAsync(
            "the end of the connection is seen", _ => ValueTask.FromResult(!victim.IsUsable), cancellationToken: Token);
    }
}
