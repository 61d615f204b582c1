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

public sealed class MariaDbWireTypeTests(MariaDbWireFixture fixture) : WireTypeTests(fixture.Server)
{
    [Fact]
    public async Task ExtendedTypes_AreNamed()
    {
        await using var connection = await WireServer.ConnectAsync(_server.Root);
        await connection.QueryAsync("create temporary table v (j json, u uuid, i inet6)");
        var columns = (await connection.QueryAsync("select j, u, i from v")).Header.Columns;
        Assert.Equal(["json", "uuid", "inet6"], columns.Select(c => c.ExtendedType));
    }

    private readonly WireServer _server = fixture.Server;
}

public sealed class MariaDbWireLoginTests(MariaDbWireFixture fixture) : WireLoginTests(fixture.Server)
{
    [Fact]
    public async Task Connect_Version_IsMariaDb()
    {
        await using var connection = await Server.ConnectAsync();
        Assert.StartsWith("10.11.", connection.ServerVersion, StringComparison.Ordinal);
        Assert.Equal(connection.ServerVersion, await connection.ScalarAsync("select @@version"));
    }
}
