using CausalGateway.Causality.Servers;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Links;

namespace CausalGateway.Causality.Faults;

/// <summary>The faults that there are.</summary>
internal sealed class Fault(string name, Func<CancellationToken, Task> strike, Func<CancellationToken, Task> heal) : IFault
{
    public string Name => name;

    /// <summary>The replica receives and does not replay.</summary>
    public static IFault ReplayPaused(ReplicatedCluster cluster, DatabaseServer replica) => new Fault(
        $"replay of {replica.Name} paused",
        token => cluster.PauseReplayAsync(replica, token),
        token => cluster.ResumeReplayAsync(replica, token));

    /// <summary>The replica dies and comes back, perhaps behind where it was.</summary>
    public static IFault ReplicaKilled(DatabaseServer replica) =>
        new Fault($"{replica.Name} killed", replica.KillAsync, replica.StartAsync);

    /// <summary>The replica takes connections and answers nothing.</summary>
    public static IFault ReplicaFrozen(DatabaseServer replica) =>
        new Fault($"{replica.Name} frozen", replica.FreezeAsync, replica.ThawAsync);

    /// <summary>The replica receives nothing more and goes on serving.</summary>
    public static IFault LinkCut(ReplicatedCluster cluster, DatabaseServer replica, CutMode mode) => new Fault(
        $"link to {replica.Name} cut ({mode})",
        _ =>
        {
            cluster.Cut(cluster.Primary, replica, mode);
            return Task.CompletedTask;
        },
        _ =>
        {
            cluster.Heal(cluster.Primary, replica);
            return Task.CompletedTask;
        });

    /// <summary>
    /// The link is cut and the replica then dies: it comes back with what it had received, and gets no more until the end.
    /// </summary>
    public static IFault ReplicaKilledBehindCutLink(ReplicatedCluster cluster, DatabaseServer replica) => new Fault(
        $"link to {replica.Name} cut and {replica.Name} killed and restarted",
        async token =>
        {
            cluster.Cut(cluster.Primary, replica);
            await replica.KillAsync(token);
            await replica.StartAsync(token);
        },
        _ =>
        {
            cluster.Heal(cluster.Primary, replica);
            return Task.CompletedTask;
        });

    /// <summary>A gateway dies with whatever it was doing.</summary>
    public static IFault GatewayKilled(GatewayHandle gateway) =>
        new Fault($"{gateway.Name} killed", gateway.KillAsync, gateway.RestartAsync);

    /// <summary>The session store takes connections and answers nothing.</summary>
    public static IFault StoreFrozen(LocalServer redis) => new Fault("redis frozen", redis.FreezeAsync, redis.ThawAsync);

    public Task StrikeAsync(CancellationToken cancellationToken) => strike(cancellationToken);

    public Task HealAsync(CancellationToken cancellationToken) => heal(cancellationToken);
}
