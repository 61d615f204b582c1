using CausalGateway.Causality.Checking;
using CausalGateway.Causality.Faults;
using CausalGateway.Causality.Histories;
using CausalGateway.Causality.Runs;
using CausalGateway.Causality.Servers;
using CausalGateway.Causality.Workloads;

namespace CausalGateway.Causality;

/// <summary>Sessions write and read while replay on each replica is paused and resumed at random.</summary>
public abstract class PausedReplayTests(TestServers servers)
{
    private const int Writes = 2000;

    /// <summary>Of a session's reads, the share that must come from replicas.</summary>
    private const double LeastReplicaShare = 0.5;

    private const double LeastAvailability = 0.95;

    public static TheoryData<int> OneSeed => Seeds.Of(1, 4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OneSeed))]
    public async Task Session_ReplayPausedAtRandom_NoStaleAndNoBackwardsRead(int seed)
    {
        var run = await Run.OfAsync(
            "paused-session", servers, new WorkloadOptions { Seed = seed, Writes = Writes }, PauseBoth(), Token);

        await run.RequireNoViolationAsync();
        var figures = run.Figures;
        await run.RequireAsync(figures is { Writes: >= Writes, Reads: >= Writes }, "too few operations");
        await run.RequireAsync(figures.ReplicaShare >= LeastReplicaShare, "too few reads were served by replicas");
        await run.RequireAsync(figures.Availability >= LeastAvailability, "too many requests failed");
        // Both happened: replicas that could be waited for, and replicas that could not.
        await run.RequireAsync(figures.Reasons.ContainsKey("waited"), "no read waited for a replica");
        await run.RequireAsync(
            figures.Reasons.Keys.Any(reason => reason is "wait-timeout" or "replicas-stalled"), "no read fell back to the primary");
    }

    [Theory]
    [MemberData(nameof(OneSeed))]
    public async Task Eventual_ReplayPausedAtRandom_IsStaleAndGoesBackwards(int seed)
    {
        var run = await Run.OfAsync(
            "paused-eventual",
            servers,
            new WorkloadOptions { Seed = seed, Writes = Writes, Level = Level.Eventual },
            PauseBoth(),
            Token);

        // Nothing that the level promises is broken; what 'session' promises is.
        await run.RequireNoViolationAsync();
        var violations = HistoryChecker.Check(run.History, judgeAs: Level.Session);
        var counts = violations.CountBy(violation => violation.Kind).ToDictionary();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}")));
        await run.RequireAsync(counts.ContainsKey(ViolationKind.StaleRead), "no stale read was found");
        await run.RequireAsync(counts.ContainsKey(ViolationKind.BackwardsRead), "no backwards read was found");
    }

    /// <summary>Each replica on its own: sometimes none is paused, sometimes one, sometimes both.</summary>
    private FaultTrack[] PauseBoth() =>
    [
        .. servers.Cluster.Replicas.Select(replica => new FaultTrack
        {
            Faults = [Fault.ReplayPaused(servers.Cluster, replica)],
            Gap = (120, 420),
            Length = (30, 140),
        }),
    ];
}
