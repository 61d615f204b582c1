using Npgsql;

namespace CausalGateway.LocalCluster.Tests.Postgres;

[Collection(nameof(SharedCluster))]
public sealed class PostgresLinkTests(PostgresFixture fixture)
{
    private readonly PostgresCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CutMode.Refuse)]
    [InlineData(CutMode.BlackHole)]
    [InlineData(CutMode.Stall)]
    public async Task Cut_OneReplica_OnlyItStopsReceivingUntilHealed(CutMode mode)
    {
        var (cut, other) = (_cluster["pg-2"], _cluster["pg-3"]);
        var row = 300 + (int)mode;
        _cluster.Cut(_cluster.Primary, cut, mode);

        var written = await _cluster.Primary.WriteAsync(row);
        await other.WaitForRowAsync(row);
        Assert.False(await cut.HasReceivedAsync(written));

        _cluster.Heal(_cluster.Primary, cut);
        await cut.WaitForRowAsync(row);
        await _cluster.WaitForStreamingAsync(cut, Token);
    }

    [Fact]
    public async Task OpenRelay_Client_ReachesThatServerUntilCut()
    {
        var server = _cluster["pg-3"];
        await using var relay = _cluster.OpenRelay(server);
        var address = new NpgsqlConnectionStringBuilder(server.GetConnectionString()) { Port = relay.Port };
        await using var source = NpgsqlDataSource.Create(address);
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var command = new NpgsqlCommand("select inet_server_port()", connection);

        Assert.Equal(server.Port, await command.ExecuteScalarAsync(Token));

        relay.Cut();
        await Assert.ThrowsAsync<NpgsqlException>(() => command.ExecuteScalarAsync(Token));
        await Assert.ThrowsAsync<NpgsqlException>(async () => await source.OpenConnectionAsync(Token));

        relay.Heal();
        await using var again = await source.OpenConnectionAsync(Token);
    }
}
