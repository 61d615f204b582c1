namespace CausalGateway.Functional.Requests;

/// <summary>What MySQL and MariaDB say of wrong statements.</summary>
public abstract class MySqlFamilySqlErrorTests(SharedGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("selec 1", "42000", 1064)]
    [InlineData("select * frm t", "42000", 1064)]
    [InlineData("select nosuch", "42S22", 1054)]
    [InlineData("select * from nosuch_table", "42S02", 1146)]
    [InlineData("insert into nosuch_table values (1)", "42S02", 1146)]
    [InlineData("update nosuch_table set a = 1", "42S02", 1146)]
    [InlineData("drop table nosuch_table", "42S02", 1051)]
    [InlineData("call nosuch_procedure()", "42000", 1305)]
    [InlineData("select 1 where (select 1 union select 2) = 1", "21000", 1242)]
    [InlineData("select 9223372036854775807 + 1", "22003", 1690)]
    [InlineData("select exp(1000)", "22003", 1690)]
    public async Task Query_WrongStatement_IsSqlErrorWithStateAndNumber(string sql, string sqlstate, int errno)
    {
        var answer = await RunAsync(sql);

        var problem = Problem.Is(answer, 400, "sql-error");
        Assert.Equal(sqlstate, (string?)problem["sqlstate"]);
        Assert.Equal(errno, (int?)problem["errno"]);
        Assert.False((bool?)problem["retryable"]);
    }

    [Theory]
    [InlineData("int", "'abc'", 1366)]
    [InlineData("tinyint", "128", 1264)]
    [InlineData("date", "'2024-13-01'", 1292)]
    [InlineData("varchar(2)", "'abc'", 1406)]
    [InlineData("enum('a')", "'b'", 1265)]
    [InlineData("int", "1 / 0", 1365)]
    public async Task Query_DataThatDoesNotFit_IsRefusedRatherThanBent(string column, string literal, int errno)
    {
        var table = await CreateTableAsync($"v {column}");

        var problem = Problem.Is(await RunAsync($"insert into {table} values ({literal})"), 400, "sql-error");

        Assert.Equal(errno, (int?)problem["errno"]);
        Assert.Equal(0, await CountAsync(table));
    }

    [Fact]
    public async Task Query_AfterAnyError_TheConnectionServesTheNext()
    {
        for (var i = 0; i < 10; i++)
        {
            Problem.Is(await RunAsync("select nosuch"), 400, "sql-error");
            Problem.Is(await RunAsync("insert into nosuch_table values (?)", 1), 400, "sql-error");
            Assert.Equal("1", (await SucceedAsync("select 1 as v")).Value("v")!.ToString());
        }
    }

    [Fact]
    public async Task Query_SignalledByATrigger_IsSqlErrorWithItsText()
    {
        var table = await CreateTableAsync("id int");
        await Servers.Primary.ExecuteAsync(
            $"create trigger {Database}.{table}_t before insert on {Database}.{table} for each row "
            + "signal sqlstate '45000' set message_text = 'not on Sundays'",
            Token);

        var problem = Problem.Is(await RunAsync($"insert into {table} values (1)"), 400, "sql-error");

        Assert.Equal("45000", (string?)problem["sqlstate"]);
        Assert.Contains("not on Sundays", (string?)problem["detail"], StringComparison.Ordinal);
    }
}
