using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Errors;
using CausalGateway.Engines.MySql.Tests.Protocol;
using CausalGateway.Engines.MySql.Tests.Support;
using CausalGateway.LocalCluster;

namespace CausalGateway.Engines.MySql.Tests.Errors;

/// <summary>A server's own errors: the numbers and the texts that names are read from.</summary>
public abstract class ServerErrorTests(WireServer server)
{
    private const string Processes = "information_schema.processlist";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected WireServer Server { get; } = server;

    [Theory]
    [InlineData("insert into {0} (id) values (1)", EngineErrorKind.ConstraintViolation, "PRIMARY")]
    [InlineData("insert into {0} (id, email) values (2, 'it''s for key ''x''')", EngineErrorKind.ConstraintViolation, "by_email")]
    [InlineData("insert into {0} (id, email) values (2, null)", EngineErrorKind.ConstraintViolation, null)]
    [InlineData("insert into {0} (email) values ('new')", EngineErrorKind.ConstraintViolation, null)]
    [InlineData("insert into {0} (id, age) values (2, -1)", EngineErrorKind.ConstraintViolation, "{0}_age")]
    [InlineData("insert into {0} (id, parent) values (2, 7)", EngineErrorKind.ConstraintViolation, "{0}`fk")]
    [InlineData("delete from {0}_p where id = 1", EngineErrorKind.ConstraintViolation, "{0}`fk")]
    [InlineData("select id from {0} a join {0} b", EngineErrorKind.SqlError, null)]
    [InlineData("select nosuch from {0}", EngineErrorKind.SqlError, null)]
    [InlineData("select 1 from nosuch", EngineErrorKind.SqlError, null)]
    [InlineData("update {0} set age = 99999999999", EngineErrorKind.SqlError, null)]
    [InlineData("signal sqlstate '40001'", EngineErrorKind.SerializationFailure, null)]
    public async Task Statement_ThatTheServerRefuses_IsSortedAndItsConstraintNamed(
        string sql, EngineErrorKind kind, string? constraint)
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        var table = await MakeTablesAsync(connection);
        try
        {
            var error = await FailAsync(connection, string.Format(null, sql, table));
            Assert.Equal((kind, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
            Assert.Equal(constraint is null ? null : string.Format(null, constraint, table), error.Constraint);
        }
        finally
        {
            await connection.QueryAsync($"drop table {table}, {table}_p");
        }
    }

    [Fact]
    public async Task Statement_InAReadOnlyTransaction_IsRefusedAsSuch()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        var table = await MakeTablesAsync(connection);
        await connection.QueryAsync("start transaction read only");
        Assert.Equal(EngineErrorKind.ReadOnly, (await FailAsync(connection, $"update {table} set age = 1")).Kind);
        await connection.QueryAsync("rollback");
        await connection.QueryAsync($"drop table {table}, {table}_p");
    }

    [Fact]
    public async Task Statement_ThatIsNotAllowed_NamesNoAccount()
    {
        await using var connection = await WireServer.ConnectAsync(Server.As("app", "app"));
        foreach (var sql in new[] { "select * from mysql.user", "create database nosuch", "kill 1", "drop user root@'127.0.0.1'" })
        {
            var error = await FailAsync(connection, sql);
            Assert.DoesNotContain("127.0.0.1", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("'app'", error.Message.Replace("database 'app'", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.NotEqual(EngineErrorKind.ConnectionLost, error.Kind);
        }

        Assert.Equal(EngineErrorKind.PermissionDenied, (await FailAsync(connection, "select * from mysql.user")).Kind);
    }

    [Fact]
    public async Task Statement_ThatDeadlocks_CanBeRunAgain()
    {
        await using var first = await PinnedConnection.OpenAsync(Server);
        await using var second = await PinnedConnection.OpenAsync(Server);
        var table = await MakeTablesAsync(first);
        await first.QueryAsync($"insert into {table}_p values (2)");
        try
        {
            await first.QueryAsync("begin");
            await second.QueryAsync("begin");
            await first.QueryAsync($"select * from {table}_p where id = 1 for update");
            await second.QueryAsync($"select * from {table}_p where id = 2 for update");
            await first.SendAsync(new[] { ServerCommand.Query($"delete from {table}_p where id = 2") }, Token);
            await second.SendAsync(new[] { ServerCommand.Query($"delete from {table}_p where id = 1") }, Token);
            // Whoever is chosen: the other one goes on at once.
            var answers = new[] { first.ReadReplyAsync(Token).AsTask(), second.ReadReplyAsync(Token).AsTask() };
            var replies = await Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(30), Token);
            var victim = Assert.Single(replies, reply => reply.Error?.Number == 1213);
            Assert.Equal(EngineErrorKind.SerializationFailure, MySqlErrors.FromServer(victim.Error!, readOnly: false).Kind);
        }
        finally
        {
            await first.QueryAsync("rollback");
            await second.QueryAsync("rollback");
            await first.QueryAsync($"drop table {table}, {table}_p");
        }
    }

    [Fact]
    public async Task Statement_ThatDoesNotGetItsLock_CanBeRunAgain()
    {
        await using var first = await PinnedConnection.OpenAsync(Server);
        await using var second = await PinnedConnection.OpenAsync(Server);
        var table = await MakeTablesAsync(first);
        await first.QueryAsync("begin");
        await first.QueryAsync($"select * from {table} for update");
        await second.QueryAsync("set innodb_lock_wait_timeout = 1");
        foreach (var sql in new[] { $"select * from {table} for update nowait", $"update {table} set age = 2" })
        {
            var error = await FailAsync(second, sql);
            Assert.Equal((EngineErrorKind.SerializationFailure, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        }

        await first.QueryAsync("rollback");
        await first.QueryAsync($"drop table {table}, {table}_p");
    }

    [Fact]
    public async Task Statement_Interrupted_IsCancelled()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        await using var other = await PinnedConnection.OpenAsync(Server);
        await connection.SendAsync(new[] { ServerCommand.Query("select sleep(60) from information_schema.collations") }, Token);
        await WaitUntilRunningAsync(other, connection);
        await other.QueryAsync($"kill query {connection.ThreadId}");
        var answer = await connection.ReadAnswerAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);
        var known = MySqlErrors.FromServer(answer.End.Error!, readOnly: false);
        Assert.Equal((EngineErrorKind.Cancelled, StatementOutcome.NotApplied), (known.Kind, known.Outcome));
    }

    [Fact]
    public async Task Statement_OverItsTimeLimit_IsTimedOut()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        var error = await FailAsync(connection, LimitedSleep);
        Assert.Equal((EngineErrorKind.TimedOut, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
    }

    [Fact]
    public async Task Statement_LongerThanThePacketMayBe_IsRefused()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        var most = int.Parse((await connection.ScalarAsync("select @@max_allowed_packet"))!, null);
        var error = await Assert.ThrowsAnyAsync<Exception>(
            async () => throw await FailAsync(connection, $"select '{new string('x', most)}'"));
        var known = MySqlErrors.WhileRunning(error, readOnly: true);
        Assert.Contains(known.Kind, new[] { EngineErrorKind.InvalidParameter, EngineErrorKind.ConnectionLost });
    }

    [Fact]
    public async Task Connection_Killed_IsLost()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        await using var other = await PinnedConnection.OpenAsync(Server);
        await connection.SendAsync(new[] { ServerCommand.Query("do sleep(60)") }, Token);
        await WaitUntilRunningAsync(other, connection);
        await other.QueryAsync($"kill {connection.ThreadId}");
        var error = await Assert.ThrowsAnyAsync<Exception>(async () => throw await FailAsync(connection.ReadReplyAsync(Token)));
        var known = MySqlErrors.WhileRunning(error, readOnly: false);
        Assert.Equal((EngineErrorKind.ConnectionLost, StatementOutcome.Unknown), (known.Kind, known.Outcome));
    }

    [Fact]
    public async Task Connection_IdleTooLong_IsLost()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        await using var other = await PinnedConnection.OpenAsync(Server);
        await connection.QueryAsync("set session wait_timeout = 1");
        await WaitForAsync(other, "the idle connection is gone", $"select count(*) = 0 from {Processes} where id = {connection.ThreadId}");
        var error = await Assert.ThrowsAnyAsync<Exception>(async () => throw await FailAsync(connection, "select 1"));
        Assert.Equal(EngineErrorKind.ConnectionLost, MySqlErrors.WhileRunning(error, readOnly: false).Kind);
        Assert.Equal(StatementOutcome.NotApplied, MySqlErrors.WhileRunning(error, readOnly: true).Outcome);
    }

    [Fact]
    public async Task Connection_WithAWrongPassword_SaysNoMoreThanTheNumber()
    {
        var refused = await Assert.ThrowsAsync<ServerErrorException>(() => WireServer.ConnectAsync(Server.As("app", "wrong")));
        var error = MySqlErrors.WhileOpening(refused);
        Assert.Equal((EngineErrorKind.Unreachable, 1045, "28000"), (error.Kind, error.ErrorNumber, error.SqlState));
        Assert.Equal("The server refused the connection.", error.Message);
    }

    /// <summary>A statement that runs for a minute, and a limit of it that is shorter, in the server's own SQL.</summary>
    protected abstract string LimitedSleep { get; }

    private static async Task<string> MakeTablesAsync(IServerConnection connection)
    {
        var table = $"e{connection.ThreadId}";
        await connection.QueryAsync($"create table {table}_p (id int primary key)");
        await connection.QueryAsync(
            $"""
            create table {table} (
              id int primary key, email varchar(50) not null default '', age tinyint default 1, parent int,
              unique key `by_email` (email), constraint {table}_age check (age >= 0),
              constraint `{table}``fk` foreign key (parent) references {table}_p (id))
            """);
        await connection.QueryAsync($"insert into {table}_p values (1)");
        await connection.QueryAsync($"insert into {table} values (1, 'it''s for key ''x''', 1, 1)");
        return table;
    }

    private static async Task<EngineException> FailAsync(IServerConnection connection, string sql)
    {
        await connection.SendAsync(new[] { ServerCommand.Query(sql) }, Token);
        return await FailAsync(connection.ReadAnswerAsync());
    }

    private static async Task<EngineException> FailAsync(Task<Answer> answer) =>
        MySqlErrors.FromServer((await answer.WaitAsync(TimeSpan.FromSeconds(30), Token)).End.Error!, readOnly: false);

    private static async Task<EngineException> FailAsync(ValueTask<ServerReply> reply) =>
        MySqlErrors.FromServer((await reply).Error!, readOnly: false);

    private static Task WaitUntilRunningAsync(IServerConnection other, IServerConnection connection) => WaitForAsync(
        other, "the statement sleeps", $"select count(*) = 1 from {Processes} where id = {connection.ThreadId} and state = 'User sleep'");

    private static Task WaitForAsync(IServerConnection other, string what, string sql) => Wait.UntilAsync(
        what, async _ => await other.ScalarAsync(sql) == "1", cancellationToken: Token);
}
