namespace CausalGateway.Functional.Answers;

/// <summary>On MySQL and MariaDB.</summary>
public abstract class MySqlFamilyReceiptTests(SharedGateway shared) : ReceiptTests(shared)
{
    private protected override string PortSql => "select @@port as port";

    private protected override string RoleSql => "select @@read_only as replica";

    private protected override IReadOnlyList<string> Writes =>
    [
        "insert into {0} values (1)", "select id from {0} for update", "select id from {0} lock in share mode",
        "replace into {0} values (1)", "truncate table {0}", "/*! delete from {0} */",
    ];

    [Theory]
    [InlineData("insert into {0} (v) values ('a')", "1")]
    [InlineData("insert into {0} (v) values ('a'), ('b')", "1")]
    [InlineData("insert into {0} (id, v) values (40, 'a')", "40")]
    [InlineData("insert into {0} (id, v) values (last_insert_id(41), 'a')", "41")]
    public async Task Query_Insert_TellsTheFirstKeyThatWasMade(string sql, string? key)
    {
        var table = await CreateTableAsync("id bigint unsigned auto_increment primary key, v text");

        var answer = await SucceedAsync(sql.Replace("{0}", table, StringComparison.Ordinal));

        Assert.Equal(key, (string?)answer.Json["lastInsertId"]);
    }

    [Fact]
    public async Task Query_KeyBeyondAllSignedOnes_IsToldWhole()
    {
        var table = await CreateTableAsync("id bigint unsigned auto_increment primary key, v text");
        await SucceedAsync($"insert into {table} values (18446744073709551000, 'a')");

        var answer = await SucceedAsync($"insert into {table} (v) values ('b')");

        Assert.Equal("18446744073709551001", (string?)answer.Json["lastInsertId"]);
    }

    [Fact]
    public async Task Query_UpdateThatCarriesAValueOut_TellsIt()
    {
        var table = await CreateTableAsync("id int primary key, version int");
        await SucceedAsync($"insert into {table} values (1, 6)");

        var answer = await SucceedAsync($"update {table} set version = last_insert_id(version + 1) where id = 1");

        Assert.Equal("7", (string?)answer.Json["lastInsertId"]);
        Assert.Equal(1, (int?)answer.Json["rowCount"]);
    }

    [Fact]
    public async Task Query_Read_TellsNoKey()
    {
        Assert.Null((await SucceedAsync("select 1 as v")).Json["lastInsertId"]);
    }
}
