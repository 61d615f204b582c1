namespace CausalGateway.Functional.Requests;

/// <summary>Statements that are well-formed and still do not succeed, on MySQL and MariaDB.</summary>
public abstract class MySqlFamilyStatementTests(SharedGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("set @a = 1")]
    [InlineData("set sql_log_bin = 0")]
    [InlineData("set session transaction isolation level serializable")]
    [InlineData("use mysql")]
    [InlineData("begin")]
    [InlineData("start transaction read only")]
    [InlineData("commit")]
    [InlineData("rollback")]
    [InlineData("savepoint a")]
    [InlineData("release savepoint a")]
    [InlineData("xa start 'x'")]
    [InlineData("prepare p from 'select 1'")]
    [InlineData("execute p")]
    [InlineData("deallocate prepare p")]
    [InlineData("lock tables t write")]
    [InlineData("unlock tables")]
    [InlineData("create temporary table x (a int)")]
    [InlineData("select get_lock('a', 1)")]
    [InlineData("/* */ BeGiN")]
    public async Task Query_SessionState_IsRefused(string sql) =>
        Assert.False((bool?)Problem.Is(await RunAsync(sql), 400, "session-state")["retryable"]);

    [Theory]
    [InlineData("select 1; select 2")]
    [InlineData("")]
    [InlineData("-- nothing")]
    public async Task Query_NotOneStatement_IsInvalidRequest(string sql) =>
        Problem.Is(await RunAsync(sql), 400, "invalid-request");

    [Fact]
    public async Task Query_TwoColumnsOfOneNameAsArrays_GivesBoth()
    {
        Problem.Is(await RunAsync("select 'x' as a, 'y' as a"), 400, "duplicate-column");

        var answer = await QueryAsync(new { sql = "select 'x' as a, 'y' as a", rows = "array" });

        Assert.Equal("""[["x","y"]]""", Text(answer.Rows));
    }

    [Theory]
    [InlineData("insert into {0} (id, positive) values (1, 1)", 1062, "PRIMARY")]
    [InlineData("insert into {0} (id, positive, code) values (2, 1, 'a')", 1062, "{0}_code")]
    [InlineData("insert into {0} (id, positive) values (2, -1)", null, "{0}_positive")]
    [InlineData("insert into {0} (id, positive, parent) values (2, 1, 99)", 1452, "{0}_parent")]
    [InlineData("insert into {0} (id, positive) values (2, null)", 1048, null)]
    [InlineData("update {0} set positive = -positive", null, "{0}_positive")]
    [InlineData("delete from {0} where id = 1", 1451, "{0}_parent")]
    public async Task Query_ConstraintViolated_IsConflictWithItsNumberAndName(string sql, int? errno, string? constraint)
    {
        var table = NewName();
        await SucceedAsync(
            $"""
            create table {table} (
              id int primary key, positive int not null, parent int, code varchar(5),
              constraint {table}_positive check (positive > 0), unique key {table}_code (code),
              constraint {table}_parent foreign key (parent) references {table} (id))
            """);
        await SucceedAsync($"insert into {table} values (1, 1, null, 'a')");
        await SucceedAsync($"insert into {table} values (3, 1, 1, null)");

        var problem = Problem.Is(
            await RunAsync(sql.Replace("{0}", table, StringComparison.Ordinal)), 409, "constraint-violation");

        Assert.Equal(constraint?.Replace("{0}", table, StringComparison.Ordinal), (string?)problem["constraint"]);
        Assert.Equal(errno ?? (int?)problem["errno"], (int?)problem["errno"]);
        Assert.NotNull(problem["errno"]);
        Assert.Equal(2, await CountAsync(table));
    }

    [Theory]
    [InlineData("select * from {0}", 1142)]
    [InlineData("insert into {0} values (1)", 1142)]
    [InlineData("create table {0}_more (id int)", 1142)]
    [InlineData("drop table {0}", 1142)]
    [InlineData("flush tables", 1227)]
    public async Task Query_PermissionDenied_IsForbidden(string sql, int errno)
    {
        var table = await CreateTableAsync("id int");

        var answer = await Client.QueryAsync(
            SharedGateway.Limited, new { sql = sql.Replace("{0}", table, StringComparison.Ordinal) }, cancellationToken: Token);

        var problem = Problem.Is(answer, 403, "forbidden");
        Assert.Equal(errno, (int?)problem["errno"]);
        Assert.Equal("42000", (string?)problem["sqlstate"]);
        Assert.DoesNotContain("'limited'@", answer.Body, StringComparison.Ordinal);
    }

    /// <remarks>MySQL has a SLEEP that stands alone succeed when it is interrupted: that says nothing of time limits.</remarks>
    [Theory]
    [InlineData("select count(*) as n from (select sleep(20)) s")]
    [InlineData("with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000) select count(*) as v from n a, n b, n c, n d")]
    public async Task Query_LongerThanTheServersLimit_IsTimeout(string sql) =>
        Problem.Is(await Client.QueryAsync(SharedGateway.Strict, new { sql }, cancellationToken: Token), 504, "timeout");

    [Theory]
    [InlineData("insert into {0} select 1 from (select sleep(20)) s")]
    [InlineData("update {0} set id = 2 where sleep(20) = 0")]
    public async Task Query_WriteLongerThanTheServersLimit_IsTimeoutAndAppliesNothing(string sql)
    {
        var table = await CreateTableAsync("id int");
        await SucceedAsync($"insert into {table} values (1)");

        var answer = await Client.QueryAsync(
            SharedGateway.Strict, new { sql = sql.Replace("{0}", table, StringComparison.Ordinal) }, cancellationToken: Token);

        Problem.Is(answer, 504, "timeout");
        Assert.Equal(1, await Servers.Primary.ScalarAsync<long>($"select sum(id) from {Database}.{table}", Token));
    }

    [Fact]
    public async Task Query_LongerThanTheClientsLimit_IsTimeoutAndEndsOnTheServer()
    {
        var marker = NewName("marker");

        Problem.Is(
            await QueryAsync(new { sql = $"select count(*) as n from (select sleep(20)) s /* {marker} */", timeoutMs = 200 }), 504, "timeout");

        await Wait.UntilAsync(
            "the statement is gone from the servers",
            async token => (await Servers.FindRunningAsync(marker, token)).Count == 0,
            TimeSpan.FromSeconds(5), cancellationToken: Token);
    }

    [Fact]
    public async Task Query_WriteLongerThanTheClientsLimit_IsTimeoutAndAppliesNothing()
    {
        var table = await CreateTableAsync("id int");

        Problem.Is(
            await QueryAsync(new { sql = $"insert into {table} select 1 from (select sleep(20)) s", timeoutMs = 200 }), 504, "timeout");
        Assert.Equal(0, await CountAsync(table));
    }

    [Theory]
    [InlineData("select count(*) as n from (select sleep(20)) s /* {0} */")]
    [InlineData("insert into {1} select 1 from (select sleep(20)) s /* {0} */")]
    public async Task Query_CancelledBySomebodyElse_IsCancelled(string sql)
    {
        var table = await CreateTableAsync("id int");
        var marker = NewName("marker");
        var answer = RunAsync(
            sql.Replace("{0}", marker, StringComparison.Ordinal).Replace("{1}", table, StringComparison.Ordinal));
        IReadOnlyList<(DatabaseServer Server, long Session)> running = [];
        await Wait.UntilAsync(
            $"a server runs the statement {marker}",
            async token => (running = await Servers.FindRunningAsync(marker, token)).Count > 0,
            cancellationToken: Token);

        foreach (var (server, session) in running)
        {
            await Servers.CancelAsync(server, session, Token);
        }

        Assert.Equal(1317, (int?)Problem.Is(await answer, 409, "cancelled")["errno"]);
        Assert.Equal(0, await CountAsync(table));
    }

    [Fact]
    public async Task Query_Deadlock_IsRetryableConflict()
    {
        var table = await CreateTableAsync("id int");
        await Servers.Primary.ExecuteAsync(
            $"create trigger {Database}.{table}_t before insert on {Database}.{table} for each row "
            + "signal sqlstate '40001' set mysql_errno = 1213, message_text = 'Deadlock found'",
            Token);

        var problem = Problem.Is(await RunAsync($"insert into {table} values (1)"), 409, "serialization-failure");

        Assert.True((bool?)problem["retryable"]);
        Assert.Equal("40001", (string?)problem["sqlstate"]);
        Assert.Equal(0, await CountAsync(table));
    }
}
