namespace CausalGateway.Functional.Requests;

/// <summary>Statements that are well-formed and still do not succeed.</summary>
public sealed class StatementTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("set search_path to x")]
    [InlineData("set local statement_timeout = 0")]
    [InlineData("SET SESSION AUTHORIZATION postgres")]
    [InlineData("reset all")]
    [InlineData("discard all")]
    [InlineData("begin")]
    [InlineData("start transaction read only")]
    [InlineData("commit")]
    [InlineData("rollback")]
    [InlineData("savepoint a")]
    [InlineData("release a")]
    [InlineData("prepare transaction 'x'")]
    [InlineData("listen x")]
    [InlineData("unlisten *")]
    [InlineData("prepare p as select 1")]
    [InlineData("execute p")]
    [InlineData("deallocate p")]
    [InlineData("declare c cursor for select 1")]
    [InlineData("fetch all from c")]
    [InlineData("create temp table x (a int)")]
    [InlineData("create temporary table x as select 1")]
    [InlineData("create temp view x as select 1")]
    [InlineData("create table pg_temp.x (a int)")]
    [InlineData("select 1 into temp x")]
    [InlineData("select set_config('a.b', 'c', false)")]
    [InlineData("select pg_advisory_lock(1)")]
    [InlineData("/* */ BeGiN")]
    public async Task Query_SessionState_IsRefused(string sql)
    {
        var problem = Problem.Is(await RunAsync(sql), 400, "session-state");

        Assert.False((bool?)problem["retryable"]);
    }

    [Fact]
    public async Task Query_TwoColumnsOfOneNameAsObjects_IsDuplicateColumn()
    {
        var problem = Problem.Is(await RunAsync("select 1 as a, 2 as b, 3 as a"), 400, "duplicate-column");

        Assert.Contains("\"a\"", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains("alias", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_TwoColumnsOfOneNameAsArrays_GivesBoth()
    {
        var answer = await QueryAsync(new { sql = "select 1 as a, 2 as a", rows = "array" });

        Assert.Equal("[[1,2]]", Text(answer.Rows));
        Assert.Equal("""[{"name":"a","type":"int4"},{"name":"a","type":"int4"}]""", Text(answer.Json["columns"]));
    }

    [Fact]
    public async Task Query_WriteThatReturnsTwoColumnsOfOneName_AppliesNothing()
    {
        var table = await CreateTableAsync("id int4");

        Problem.Is(await RunAsync($"insert into {table} values (1) returning id, id"), 400, "duplicate-column");
        Assert.Equal(0, await CountAsync(table));
    }

    [Theory]
    [InlineData("insert into {0} values (1, 1)", "23505", "{0}_pkey")]
    [InlineData("insert into {0} values (1, 1) returning id", "23505", "{0}_pkey")]
    [InlineData("insert into {0} values (2, -1)", "23514", "{0}_positive")]
    [InlineData("insert into {0} values (2, 1, 99)", "23503", "{0}_parent_fkey")]
    [InlineData("insert into {0} values (2, null)", "23502", null)]
    [InlineData("update {0} set positive = -positive", "23514", "{0}_positive")]
    public async Task Query_ConstraintViolated_IsConflictWithItsName(string sql, string sqlstate, string? constraint)
    {
        var table = NewName();
        await SucceedAsync(
            $"""
            create table {table} (
              id int4 primary key,
              positive int4 not null constraint {table}_positive check (positive > 0),
              parent int4 references {table} (id))
            """);
        await SucceedAsync($"insert into {table} values (1, 1)");

        var problem = Problem.Is(
            await RunAsync(sql.Replace("{0}", table, StringComparison.Ordinal)), 409, "constraint-violation");

        Assert.Equal(sqlstate, (string?)problem["sqlstate"]);
        Assert.Equal(constraint?.Replace("{0}", table, StringComparison.Ordinal), (string?)problem["constraint"]);
        Assert.Equal(1, await CountAsync(table));
    }

    [Fact]
    public async Task Query_DeferredConstraintViolatedAtTheCommit_AppliesNothing()
    {
        var table = await CreateTableAsync("id int4 unique deferrable initially deferred");
        await SucceedAsync($"insert into {table} values (1)");

        foreach (var returning in (string[])["", " returning id"])
        {
            var problem = Problem.Is(
                await RunAsync($"insert into {table} values (1){returning}"), 409, "constraint-violation");
            Assert.Equal("23505", (string?)problem["sqlstate"]);
        }

        Assert.Equal(1, await CountAsync(table));
    }

    [Theory]
    [InlineData("select * from {0}")]
    [InlineData("insert into {0} values (1)")]
    [InlineData("insert into {0} values (1) returning id")]
    [InlineData("create table {0}_more (id int4)")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    public async Task Query_PermissionDenied_IsForbidden(string sql)
    {
        var table = await CreateTableAsync("id int4");

        var answer = await Client.QueryAsync(
            SharedGateway.Limited, new { sql = sql.Replace("{0}", table, StringComparison.Ordinal) }, cancellationToken: Token);

        Assert.Equal("42501", (string?)Problem.Is(answer, 403, "forbidden")["sqlstate"]);
    }

    [Theory]
    [InlineData("select pg_sleep(20)")]
    [InlineData("select count(*) from generate_series(1, 10000000000) i")]
    public async Task Query_LongerThanTheServersLimit_IsTimeout(string sql) =>
        Problem.Is(await Client.QueryAsync(SharedGateway.Strict, new { sql }, cancellationToken: Token), 504, "timeout");

    [Theory]
    [InlineData("")]
    [InlineData(" returning id")]
    public async Task Query_WriteLongerThanTheServersLimit_IsTimeoutAndAppliesNothing(string returning)
    {
        var table = await CreateTableAsync("id int4");

        var answer = await Client.QueryAsync(
            SharedGateway.Strict,
            new { sql = $"insert into {table} select 1 from (select pg_sleep(20)) s{returning}" }, cancellationToken: Token);

        Problem.Is(answer, 504, "timeout");
        Assert.Equal(0, await CountAsync(table));
    }

    [Fact]
    public async Task Query_LongerThanTheClientsLimit_IsTimeoutAndEndsOnTheServer()
    {
        var marker = NewName("marker");

        Problem.Is(await QueryAsync(new { sql = $"select pg_sleep(20) /* {marker} */", timeoutMs = 200 }), 504, "timeout");

        await Wait.UntilAsync(
            "the statement is gone from the servers",
            async token => (await Servers.FindRunningAsync(marker, token)).Count == 0,
            TimeSpan.FromSeconds(5), cancellationToken: Token);
    }

    [Fact]
    public async Task Query_WriteLongerThanTheClientsLimit_IsTimeoutAndAppliesNothing()
    {
        var table = await CreateTableAsync("id int4");

        Problem.Is(
            await QueryAsync(new { sql = $"insert into {table} select 1 from (select pg_sleep(20)) s", timeoutMs = 200 }),
            504, "timeout");
        Assert.Equal(0, await CountAsync(table));
    }

    [Theory]
    [InlineData("select pg_sleep(20) /* {0} */")]
    [InlineData("insert into {1} select 1 from (select pg_sleep(20)) s /* {0} */")]
    [InlineData("insert into {1} select 1 from (select pg_sleep(20)) s /* {0} */ returning id")]
    public async Task Query_CancelledBySomebodyElse_IsCancelled(string sql)
    {
        var table = await CreateTableAsync("id int4");
        var marker = NewName("marker");
        var answer = RunAsync(
            sql.Replace("{0}", marker, StringComparison.Ordinal).Replace("{1}", table, StringComparison.Ordinal));

        await CancelAsync(marker);

        Assert.Equal("57014", (string?)Problem.Is(await answer, 409, "cancelled")["sqlstate"]);
        Assert.Equal(0, await CountAsync(table));
    }

    [Fact]
    public async Task Query_WriteThatReturnsMoreThanIsHeldBack_AppliesNothing()
    {
        var table = await CreateTableAsync("id int4, filler text");
        const int Rows = SharedGateway.MaxHeldBackBytes / 1000 * 2;

        Problem.Is(
            await RunAsync($"insert into {table} select i, repeat('x', 1000) from generate_series(1, {Rows}) i returning *"),
            413, "too-large");

        Assert.Equal(0, await CountAsync(table));
        Assert.Equal(Rows / 4, (int)(await SucceedAsync(
            $"insert into {table} select i, repeat('x', 1000) from generate_series(1, {Rows / 4}) i returning *")).Json["rowCount"]!);
    }

    [Fact]
    public async Task Query_SerializationFailure_IsRetryableConflict()
    {
        var table = await CreateTableAsync("id int4");
        var function = NewName("f");
        await SucceedAsync(
            $"create function {function}() returns void language plpgsql as $$ begin raise exception using errcode = '40001'; end $$");

        var problem = Problem.Is(await RunAsync($"insert into {table} select 1 from (select {function}()) x"), 409, "serialization-failure");

        Assert.True((bool?)problem["retryable"]);
        Assert.Equal("40001", (string?)problem["sqlstate"]);
    }

    private async Task CancelAsync(string marker)
    {
        IReadOnlyList<(DatabaseServer Server, long Session)> running = [];
        await Wait.UntilAsync(
            $"a server runs the statement {marker}",
            async token => (running = await Servers.FindRunningAsync(marker, token)).Count > 0,
            cancellationToken: Token);
        foreach (var (server, session) in running)
        {
            await Servers.CancelAsync(server, session, Token);
        }
    }
}
