namespace CausalGateway.Engines.MySql.Tests.Protocol;

public sealed class MariaDbWireTypeTests(MariaDbWireFixture fixture) : WireTypeTests(fixture.Server)
{
    private readonly WireServer _server = fixture.Server;

    [Fact]
    public async Task ExtendedTypes_AreNamed()
    {
        await using var connection = await WireServer.ConnectAsync(_server.Root);
        await connection.QueryAsync("create temporary table v (j json, u uuid, i inet6)");
        var columns = (await connection.QueryAsync("select j, u, i from v")).Header.Columns;
        Assert.Equal(["json", "uuid", "inet6"], columns.Select(c => c.ExtendedType));
    }
}
