using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Sessions;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Routing;

/// <summary>
/// Proves that the primary shows what a session depends on. It is not the freshest server by nature: a replica can show a
/// commit before the primary does, for as long as the primary waits for a synchronous replica.
/// </summary>
internal sealed class PrimaryProof(SessionStage sessions, TimeProvider time)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    /// <summary>The least time a proof gets: nobody is left to turn to, and an error helps less than a short wait.</summary>
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The first pause before replicas are asked again about transactions in doubt; each is twice the last. Most of these
    /// transactions end within milliseconds, and only those that stay open have to be asked about.
    /// </summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);

    /// <summary>The primary's incarnation that covers the query's dependency.</summary>
    /// <exception cref="GatewayException">It does not in time, or never will.</exception>
    public async ValueTask<ServerIncarnation> ProveAsync(QueryContext query, Server primary)
    {
        if (primary.LifeThatCovers(query.Session.Dependency) is { IsKnown: true } life)
        {
            return life;
        }

        var started = query.Timings.Now;
        try
        {
            return await ProveSlowlyAsync(query, primary);
        }
        finally
        {
            query.Timings.Add(RequestTimings.Stage.Wait, started);
        }
    }

    private async ValueTask<ServerIncarnation> ProveSlowlyAsync(QueryContext query, Server primary)
    {
        var cluster = query.Database.Cluster;
        var status = await RefreshAsync(cluster, primary, query.Cancelled);
        if (!primary.Observation.Covers(query.Session.Dependency))
        {
            await AcceptOrRefuseLossAsync(query, status);
        }

        if (await ResolveAsync(query, primary, status) is { IsKnown: true } resolved)
        {
            return resolved;
        }

        var budget = query.Request.WaitTimeout ?? cluster.Limits.WaitTimeout;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(query.Cancelled);
        ended.CancelAfter(budget > LeastWait ? budget : LeastWait);
        var proved = await WaitAsync(query, primary, ended.Token);
        await ended.CancelAsync();
        query.Cancelled.ThrowIfCancellationRequested();
        return proved.IsKnown
            ? proved
            : throw new GatewayException(
                ErrorCode.StalenessUnmet, "The primary does not yet show everything that this session has been shown by a replica.")
            {
                Retryable = true,
                RetryAfter = SoonAgain,
            };
    }

    /// <summary>The life of the primary that covers the query's dependency, by its numbers or by what replicas tell; else none.</summary>
    private static async ValueTask<ServerIncarnation> ResolveAsync(QueryContext query, Server primary, NodeStatus status)
    {
        var dependency = query.Session.Dependency;
        if (primary.LifeThatCovers(dependency) is { IsKnown: true } life)
        {
            return life;
        }

        return await ResolveDoubtAsync(query, primary, status, dependency!) ? status.Incarnation : ServerIncarnation.None;
    }

    /// <summary>
    /// Waits until the primary's own numbers prove it, or a replica has come so far that it can tell about the transactions in
    /// doubt, and tells: the life that was proved, or none if the token came first.
    /// </summary>
    private async ValueTask<ServerIncarnation> WaitAsync(QueryContext query, Server primary, CancellationToken ended)
    {
        var cluster = query.Database.Cluster;
        var dependency = query.Session.Dependency!;
        var byNumbers = cluster.WaitAsync(primary, dependency, ended).AsTask();
        for (var pause = FirstPause; cluster.Engine.Capabilities.ResolvesInDoubt; pause *= 2)
        {
            await Task.WhenAny(byNumbers, Task.Delay(pause, time, ended));
            await AnyAsync(cluster, dependency, byNumbers, ended);
            if (byNumbers.IsCompleted || ended.IsCancellationRequested)
            {
                break;
            }

            var status = await RefreshAsync(cluster, primary, query.Cancelled);
            if (await ResolveAsync(query, primary, status) is { IsKnown: true } resolved)
            {
                return resolved;
            }
        }

        return await byNumbers ? primary.LifeThatCovers(dependency) : ServerIncarnation.None;
    }

    /// <summary>Returns once <paramref name="byNumbers"/> has ended, or a replica covers the dependency, or the token came.</summary>
    private static async ValueTask AnyAsync(
        Cluster cluster, CausalDependency dependency, Task<bool> byNumbers, CancellationToken ended)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ended);
        List<Task<bool>> waits = [byNumbers];
        foreach (var replica in cluster.Snapshot.Replicas)
        {
            waits.Add(cluster.WaitAsync(replica, dependency, enough.Token).AsTask());
        }

        await foreach (var wait in Task.WhenEach(waits))
        {
            if (wait == byNumbers || await wait)
            {
                break;
            }
        }

        await enough.CancelAsync();
    }

    private static async ValueTask<NodeStatus> RefreshAsync(Cluster cluster, Server primary, CancellationToken cancelled)
    {
        try
        {
            return await cluster.RefreshAsync(primary, cancelled);
        }
        catch (EngineException e)
        {
            cluster.ReportFailure(primary, e.Message);
            throw EngineProblems.From(e);
        }
    }

    /// <summary>Ends the request if the cluster has lost what it depends on, unless the client has accepted that.</summary>
    private async ValueTask AcceptOrRefuseLossAsync(QueryContext query, NodeStatus primary)
    {
        var engine = query.Database.Cluster.Engine;
        var demanded = query.Session.Dependency!.Position;
        if (primary.Reached is not { } reached || engine.CanReach(primary, demanded))
        {
            return;
        }

        if (query.Request.AcceptBookmark is { } text
            && sessions.ReadAccepted(query, text) is { } accepted
            && engine.CanReach(primary, accepted.Position))
        {
            query.Session = await sessions.ReplaceAsync(query, accepted);
            return;
        }

        throw new GatewayException(
            ErrorCode.PositionLost,
            "This session depends on a state that the cluster's primary does not have: it may have been lost in a failover.")
        {
            Lost = new LostPosition(
                reached.ToDisplayString(), demanded.ToDisplayString(), Certain: false, sessions.SignAccepted(query, reached)),
        };
    }

    /// <summary>
    /// Transactions that still run on the primary hold its proof back. If none of them shows on a replica that has everything
    /// the session has seen, the session has seen none of them.
    /// </summary>
    private static async ValueTask<bool> ResolveDoubtAsync(
        QueryContext query, Server primary, NodeStatus status, CausalDependency dependency)
    {
        var cluster = query.Database.Cluster;
        if (!cluster.Engine.Capabilities.ResolvesInDoubt)
        {
            return false;
        }

        foreach (var replica in cluster.Snapshot.Replicas)
        {
            var known = replica.Observation;
            if (!known.Healthy || !known.Covers(dependency))
            {
                continue;
            }

            try
            {
                if (await replica.Client.ShowsNothingBeyondAsync(known.Incarnation, status, dependency.Position, query.Cancelled))
                {
                    // A witness proves what its own session was shown, and that alone: others may have been shown the last
                    // record of the position, which is an upper bound, by a replica that was faster.
                    if (known.Reached?.Covers(dependency.Position) == true)
                    {
                        primary.ObserveProof(status.Incarnation, dependency.Position);
                    }

                    return true;
                }
            }
            catch (EngineException e)
            {
                cluster.ReportFailure(replica, e.Message);
            }
        }

        return false;
    }
}
