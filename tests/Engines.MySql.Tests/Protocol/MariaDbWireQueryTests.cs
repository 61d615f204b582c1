namespace CausalGateway.Engines.MySql.Tests.Protocol;

public sealed class MariaDbWireQueryTests(MariaDbWireFixture fixture) : WireQueryTests(fixture.Server)
{
    [Fact]
    public async Task Tracker_LastGtid_NamesTheWrite()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.QueryAsync("set session_track_system_variables = 'last_gtid'");
        var table = $"g{connection.ThreadId}";
        await connection.QueryAsync($"create table {table} (i int primary key)");
        var inserted = (await connection.ExecuteAsync($"insert into {table} values (?)", ConnectionExtensions.Of(1))).End.Variables;
        Assert.Equal(new("last_gtid", await connection.ScalarAsync("select @@last_gtid") ?? ""), Assert.Single(inserted));
        await connection.QueryAsync($"drop table {table}");
    }
}
