using CausalGateway.Causality.Faults;
using CausalGateway.Causality.Runs;
using CausalGateway.Causality.Servers;
using CausalGateway.Causality.Workloads;

namespace CausalGateway.Causality;

/// <summary>
/// Somebody's transaction stays open on the primary, so that no single number proves the primary to be as fresh as what sessions
/// have seen on replicas.
/// </summary>
[Collection(nameof(OnPostgres))]
public sealed class PostgresHeldTransactionTests(PostgresServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_AnotherTransactionStaysOpen_StillUseThePrimary()
    {
        await using var held = await HeldTransaction.BeginAsync(servers.Cluster.Primary, Token);
        var run = await Run.OfAsync(
            "held-transaction",
            servers,
            new WorkloadOptions
            {
                Seed = 1,
                Writes = 300,
                PrimaryPercent = 40,
                StrongPercent = 5,
                // However slow the replicas are just now: they are there to be asked.
                WaitTimeout = TimeSpan.FromSeconds(4),
            },
            [],
            Token);
        await run.RequireNoViolationAsync();
        await run.RequireAsync(run.Figures.Failures == 0, "requests failed, although nothing was wrong");
        await run.RequireAsync(run.Figures.ReplicaReads > 0, "no read was served by a replica");
        Assert.True(await held.IsOldestAsync(servers.Cluster.Primary, Token), "The transaction was to stay open all the time.");
    }

    [Fact]
    public async Task Sessions_AnotherTransactionStaysOpenAndReplayPauses_MostlyUseThePrimary()
    {
        await using var held = await HeldTransaction.BeginAsync(servers.Cluster.Primary, Token);
        var pauses = servers.Cluster.Replicas.Select(replica => new FaultTrack
        {
            Faults = [Fault.ReplayPaused(servers.Cluster, replica)],
            Gap = (60, 200),
            Length = (20, 100),
        });
        var run = await Run.OfAsync(
            "held-transaction-paused",
            servers,
            new WorkloadOptions { Seed = 2, Writes = 300, PrimaryPercent = 30 },
            [.. pauses],
            Token);
        await run.RequireNoViolationAsync();
        await run.RequireAsync(run.Figures.Availability >= 0.9, "too many requests failed");
    }
}
