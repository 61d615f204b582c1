namespace CausalGateway.Functional.Sessions;

/// <summary>On PostgreSQL, which also tells how many bytes a replica has not replayed.</summary>
[Collection(nameof(ExclusiveUse))]
public sealed class PostgresPausedReplicaTests(PostgresGateway shared) : PausedReplicaTests(shared)
{
    [Fact]
    public async Task Topology_OneReplicaPaused_TellsHowManyBytesItIsBehind()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second);
        await SucceedAsync($"insert into {table} select generate_series(1, 10000)");

        await Wait.UntilAsync(
            "the topology shows that the paused replica is behind",
            async token => (long)(await Shared.Gateway.TopologyAsync(token))[Second.Name]["lagBytes"]! > 10_000,
            cancellationToken: Token);
    }
}
