namespace CausalGateway.Engines.MySql.Tests.Protocol;

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
