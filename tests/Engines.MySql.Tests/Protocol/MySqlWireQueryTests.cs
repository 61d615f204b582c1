using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

public sealed class MySqlWireQueryTests(MySqlWireFixture fixture) : WireQueryTests(fixture.Server)
{
    [Fact]
    public async Task Tracker_Gtids_NameTheWrite()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.QueryAsync("set session_track_gtids = own_gtid");
        var table = $"g{connection.ThreadId}";
        Assert.NotNull((await connection.QueryAsync($"create table {table} (i int primary key)")).End.Gtids);
        var inserted = (await connection.ExecuteAsync($"insert into {table} values (?)", ConnectionExtensions.Of(1))).End.Gtids;
        Assert.StartsWith(await connection.ScalarAsync("select @@server_uuid") + ":", inserted, StringComparison.Ordinal);
        Assert.Equal("1", await connection.ScalarAsync($"select gtid_subset('{inserted}', @@global.gtid_executed)"));
        Assert.Null((await connection.QueryAsync("select 1")).End.Gtids);
        await connection.QueryAsync($"drop table {table}");
    }

    [Fact]
    public async Task Tracker_AfterReset_IsDisarmed()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.QueryAsync("set session_track_gtids = own_gtid");
        await connection.SendAsync(new[] { ServerCommand.Reset }, TestContext.Current.CancellationToken);
        await connection.ReadAnswerAsync();
        Assert.Equal("OFF", await connection.ScalarAsync("select @@session_track_gtids"));
    }
}
