using CausalGateway.LocalCluster.Postgres;

namespace CausalGateway.Engines.Conformance.Postgres;

/// <summary>
/// A server that crashes with commits that were not flushed comes back without them, on the same timeline and with the same
/// start of its postmaster, and gives their places in the log to others.
/// </summary>
[Collection(nameof(OnPostgres))]
public sealed class PostgresCrashTests(PostgresUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Crash_PlacesInTheLogAreUsedAgain_TheIncarnationTellsTheLivesApart()
    {
        await using var servers = await PostgresCluster.StartAsync(
            new PostgresClusterOptions
            {
                Replicas = 0,
                Settings = new Dictionary<string, string>
                {
                    ["synchronous_commit"] = "off", ["wal_writer_delay"] = "10s", ["autovacuum"] = "off",
                },
            },
            Token);
        var server = servers.Primary;
        await server.ExecuteAsync("create role app login; create role monitor login; grant pg_monitor to monitor", Token);
        await server.ExecuteAsync("create table crashed (id int primary key); grant all on crashed to public", Token);
        await using var node = Engine.OpenNode(PostgresUnderTest.OptionsFor(server.Name, server.Port));
        var started = await server.ScalarAsync<string>("select pg_postmaster_start_time()::text", Token);
        const string Count = "select count(*) from crashed";

        // Everything up to here is to stay.
        await server.ExecuteAsync("checkpoint", Token);
        await server.ExecuteAsync("insert into crashed values (1)", Token);
        var shown = new RecordingSink();
        var seen = await node.ExecuteAsync(Read(Count, demand: PositionDemand.After), shown, Token);
        Assert.Equal("1", shown.Single);
        await servers.CrashAsync(server, Token);
        var after = await node.ProbeUntilAsync("it takes writes", status => status.Writable);
        Assert.Equal("0", await node.SingleAsync(Read(Count)));
        Assert.Equal(started, await server.ScalarAsync<string>("select pg_postmaster_start_time()::text", Token));

        // The records of recovery, or the next writes, pass the place that the lost ones had.
        for (var id = 1_000; !(await node.ProbeAsync(Token)).Reached!.Covers(seen.Position!); id++)
        {
            Assert.True(id < 2_000, "The place is never reached again.");
            await node.RunAsync(Write($"insert into crashed select {id} + 1000 * n from generate_series(1, 10) n"));
        }

        Assert.NotEqual(seen.Incarnation, after.Incarnation);
        var error = await node.FailAsync(Read(Count) with { Incarnation = seen.Incarnation });
        Assert.Equal(EngineErrorKind.IncarnationChanged, error.Kind);
    }
}
