using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>What reading costs. What is allocated is counted for the whole process, so that nothing may run beside it.</summary>
[Collection(nameof(Alone))]
public sealed class WireMemoryTests(MySqlWireFixture mySql, MariaDbWireFixture mariaDb)
{
    private const int Rows = 300_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task ManyRows_MySql_MemoryStaysFlat() => ReadManyRowsAsync(mySql.Server);

    [Fact]
    public Task ManyRows_MariaDb_MemoryStaysFlat() => ReadManyRowsAsync(mariaDb.Server);

    private static async Task ReadManyRowsAsync(WireServer server)
    {
        const string digits = "(select 0 as d union select 1 union select 2 union select 3 union select 4 union select 5 union select 6 union select 7 union select 8 union select 9)";
        await using var connection = await server.ConnectAsync();
        await connection.SendAsync(
            new[]
            {
                ServerCommand.Query(
                    $"select repeat('x', 100), a.d from {digits} a, {digits} b, {digits} c, {digits} d, {digits} e, {digits} f limit {Rows}"),
            },
            Token);
        await connection.ReadReplyAsync(Token);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var rows = 0;
        while (await connection.ReadRowAsync(Token) is null)
        {
            rows++;
        }

        Assert.Equal(Rows, rows);
        // 30 MB came. What a read costs is a few objects for each time that it had to wait for the network.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 16 << 20);
    }
}
