using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Routing;

/// <summary>Decides where a statement runs. It never decides for a server that is not proved to show what must be seen.</summary>
internal sealed class Router(PrimaryProof primaryProof)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    /// <param name="query">The request, up to its session stage.</param>
    /// <param name="exclude">A server that has just failed this request.</param>
    /// <exception cref="GatewayException">No server may serve it.</exception>
    public async ValueTask<RouteDecision> RouteAsync(QueryContext query, Server? exclude)
    {
        var started = query.Timings.Now;
        var topology = query.Database.Cluster.Snapshot;
        try
        {
            if (query.Writes)
            {
                return query.Request.Target == ReadTarget.Replica
                    ? throw GatewayException.InvalidRequest(
                        $"The statement cannot run on a replica: {query.Classification.Reason}.")
                    : await OnPrimaryAsync(query, topology, exclude, RouteReason.Write);
            }

            if (query.Request.Target == ReadTarget.Primary)
            {
                return await OnPrimaryAsync(query, topology, exclude, RouteReason.Requested);
            }

            return query.Level switch
            {
                ConsistencyLevel.Strong => await StrongAsync(query, topology, exclude),
                ConsistencyLevel.Eventual => await EventualAsync(query, topology, exclude),
                _ => await SessionAsync(query, topology, exclude),
            };
        }
        finally
        {
            query.Timings.Add(RequestTimings.Stage.Route, started);
        }
    }

    private async ValueTask<RouteDecision> StrongAsync(QueryContext query, TopologySnapshot topology, Server? exclude) =>
        query.Request.Target == ReadTarget.Replica
            ? throw GatewayException.InvalidRequest("The level 'strong' is served by the primary in this version.")
            : await OnPrimaryAsync(query, topology, exclude, RouteReason.Strong);

    private async ValueTask<RouteDecision> EventualAsync(QueryContext query, TopologySnapshot topology, Server? exclude) =>
        Pick(topology.Replicas, null, exclude, RouteReason.AnyReplica)
            ?? await InsteadOfReplicaAsync(query, topology, exclude, RouteReason.NoReplica);

    private async ValueTask<RouteDecision> SessionAsync(QueryContext query, TopologySnapshot topology, Server? exclude)
    {
        var dependency = query.Session.Dependency;
        var known = dependency is null ? RouteReason.AnyReplica : RouteReason.CaughtUp;
        if (Pick(topology.Replicas, dependency, exclude, known) is { } atOnce)
        {
            return atOnce;
        }

        if (dependency is null || !HasReplica(topology, exclude))
        {
            return await InsteadOfReplicaAsync(query, topology, exclude, RouteReason.NoReplica);
        }

        var started = query.Timings.Now;
        var (caughtUp, reason) = await WaitForReplicaAsync(query, topology, dependency, exclude);
        query.Timings.Add(RequestTimings.Stage.Wait, started);
        return caughtUp is not null && caughtUp.LifeThatCovers(dependency) is { IsKnown: true } life
            ? new RouteDecision(caughtUp, life, reason)
            : await InsteadOfReplicaAsync(query, topology, exclude, reason);
    }

    /// <summary>The first replica that covers the dependency within the wait, or null with the reason.</summary>
    private static async ValueTask<(Server? Server, string Reason)> WaitForReplicaAsync(
        QueryContext query, TopologySnapshot topology, CausalDependency dependency, Server? exclude)
    {
        var cluster = query.Database.Cluster;
        var budget = query.Request.WaitTimeout ?? cluster.Limits.WaitTimeout;
        var moving = new List<Server>(topology.Replicas.Count);
        foreach (var replica in topology.Replicas)
        {
            if (replica != exclude && replica.Observation.Status?.Link == ReplicationLink.Streaming)
            {
                moving.Add(replica);
            }
        }

        if (moving.Count == 0)
        {
            return (null, RouteReason.ReplicasStalled);
        }

        if (budget <= TimeSpan.Zero)
        {
            return (null, RouteReason.WaitTimeout);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(query.Cancelled);
        ended.CancelAfter(budget);
        var waits = new Task<Server?>[moving.Count];
        for (var i = 0; i < waits.Length; i++)
        {
            waits[i] = WaitAsync(cluster, moving[i], dependency, ended.Token);
        }

        var winner = await FirstAsync(waits);
        await ended.CancelAsync();
        query.Cancelled.ThrowIfCancellationRequested();
        return winner is null ? (null, RouteReason.WaitTimeout) : (winner, RouteReason.Waited);
    }

    private static async Task<Server?> WaitAsync(
        Cluster cluster, Server server, CausalDependency dependency, CancellationToken ended) =>
        await cluster.WaitAsync(server, dependency, ended) ? server : null;

    private static async ValueTask<Server?> FirstAsync(Task<Server?>[] waits)
    {
        await foreach (var wait in Task.WhenEach(waits))
        {
            if (await wait is { } server)
            {
                return server;
            }
        }

        return null;
    }

    /// <summary>The primary in the place of a replica, unless the client would rather have an error.</summary>
    private async ValueTask<RouteDecision> InsteadOfReplicaAsync(
        QueryContext query, TopologySnapshot topology, Server? exclude, string reason)
    {
        if (query.Request.Target == ReadTarget.Replica || (query.Request.FailOnWaitTimeout && reason != RouteReason.NoReplica))
        {
            throw new GatewayException(ErrorCode.StalenessUnmet, "No replica has caught up in time.")
            {
                Retryable = true,
                RetryAfter = SoonAgain,
            };
        }

        return await OnPrimaryAsync(query, topology, exclude, reason);
    }

    private async ValueTask<RouteDecision> OnPrimaryAsync(
        QueryContext query, TopologySnapshot topology, Server? exclude, string reason)
    {
        if (topology.Primary is not { } primary || primary == exclude)
        {
            throw topology.Fault == TopologyFault.SplitBrain
                ? new GatewayException(ErrorCode.SplitBrain, "Two servers take writes, and neither's history contains the other's.")
                {
                    Retryable = true,
                    RetryAfter = SoonAgain,
                }
                : new GatewayException(ErrorCode.NoServer, "No server that takes writes can be reached.")
                {
                    Retryable = true,
                    RetryAfter = SoonAgain,
                };
        }

        if (query.Level == ConsistencyLevel.Eventual && !query.Writes)
        {
            return new RouteDecision(primary, primary.Observation.Incarnation, reason);
        }

        return new RouteDecision(primary, await primaryProof.ProveAsync(query, primary), reason);
    }

    private static bool HasReplica(TopologySnapshot topology, Server? exclude)
    {
        foreach (var replica in topology.Replicas)
        {
            if (replica != exclude)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the replicas that are known to cover the dependency, or null if none is.</summary>
    private static RouteDecision? Pick(
        IReadOnlyList<Server> replicas, CausalDependency? dependency, Server? exclude, string reason)
    {
        var eligible = new Server[replicas.Count];
        var count = 0;
        for (var i = 0; i < replicas.Count; i++)
        {
            if (replicas[i] != exclude && replicas[i].LifeThatCovers(dependency).IsKnown)
            {
                eligible[count++] = replicas[i];
            }
        }

        if (count == 0)
        {
            return null;
        }

        var picked = LeastOutstanding.Pick(eligible.AsSpan(0, count));
        return picked.LifeThatCovers(dependency) is { IsKnown: true } life ? new RouteDecision(picked, life, reason) : null;
    }
}
