using CausalGateway.Causality.Faults;
using CausalGateway.Causality.Runs;
using CausalGateway.Causality.Servers;
using CausalGateway.Causality.Workloads;
using CausalGateway.LocalCluster.Links;

namespace CausalGateway.Causality;

/// <summary>Sessions write and read while servers of every kind fail, several at once.</summary>
/// <remarks>
/// The primary itself is left alone. A request that fails is not judged, and a write whose answer never arrived may be seen or
/// not: the gateway does not mark writes in progress, and so does not promise more.
/// </remarks>
public abstract class FaultTests(TestServers servers)
{
    private const int Writes = 400;

    /// <summary>Faults cost requests, but most must succeed all the same.</summary>
    private const double LeastAvailability = 0.7;

    public static TheoryData<int> FewSeeds => Seeds.Of(3, 15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public async Task Session_EverythingFails_NoPromiseIsBroken(int seed)
    {
        var options = new WorkloadOptions { Seed = seed, Writes = Writes, StatementTimeout = TimeSpan.FromSeconds(3) };
        var run = await Run.OfAsync("faults", servers, options, [.. ReplicaTracks(), GatewayTrack(), StoreTrack()], Token);

        await run.RequireNoViolationAsync();
        await run.RequireAsync(run.Figures.Faults > 0, "no fault struck");
        await run.RequireAsync(run.Figures.Availability >= LeastAvailability, "too many requests failed");
    }

    /// <summary>A server that takes connections and answers nothing is noticed by its probe, not by its clients.</summary>
    [Fact]
    public async Task Replica_Frozen_IsLeftAloneSoonAfterTheProbeTimeout()
    {
        var replica = servers.Cluster.Replicas[0];
        try
        {
            await replica.FreezeAsync(Token);
            await servers.WaitUntilLeftAloneAsync(replica, TestServers.ProbeTimeout + TimeSpan.FromSeconds(3), Token);
        }
        finally
        {
            await servers.HealAsync(CancellationToken.None);
        }
    }

    private IEnumerable<FaultTrack> ReplicaTracks() => servers.Cluster.Replicas.Select(replica => new FaultTrack
    {
        Faults =
        [
            Fault.ReplayPaused(servers.Cluster, replica),
            Fault.ReplicaKilled(replica),
            Fault.ReplicaFrozen(replica),
            Fault.LinkCut(servers.Cluster, replica, CutMode.Refuse),
            Fault.LinkCut(servers.Cluster, replica, CutMode.Stall),
            Fault.ReplicaKilledBehindCutLink(servers.Cluster, replica),
        ],
        Gap = (30, 120),
        Length = (20, 100),
    });

    private FaultTrack GatewayTrack() => new()
    {
        Faults = [.. servers.Gateways.Select(Fault.GatewayKilled)],
        Gap = (100, 250),
        Length = (20, 60),
    };

    private FaultTrack StoreTrack() => new()
    {
        Faults = [Fault.StoreFrozen(servers.Redis)],
        Gap = (150, 300),
        Length = (10, 40),
    };
}
