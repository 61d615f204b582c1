namespace CausalGateway.Functional.Sessions;

/// <summary>On MySQL, where a session's own GTIDs are not neighbours.</summary>
public sealed class MySqlSessionTests(MySqlGateway shared) : MySqlFamilySessionTests(shared)
{
    [Fact]
    public async Task Query_ManySparseWrites_DoNotMakeTheBookmarkGrow()
    {
        var table = await CreateTableAsync("id int");
        string? bookmark = null;
        var longest = 0;
        for (var i = 0; i < 100; i++)
        {
            await SucceedAsync($"insert into {table} values (0)");
            bookmark = (await SucceedAsync($"insert into {table} values (1)", bookmark: bookmark)).Bookmark!;
            longest = Math.Max(longest, bookmark.Length);
        }

        Assert.InRange(longest, 1, 1000);
        var read = await SucceedAsync($"select count(*) as n from {table} where id = 1", bookmark: bookmark);
        Assert.Equal("100", (string?)read.Value("n"));
    }
}
