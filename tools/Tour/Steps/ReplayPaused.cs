using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>Replicas that lag: the staleness is real, and the session does not see it.</summary>
internal sealed class ReplayPaused : Step<TourContext>
{
    public override string Title => "Both replicas fall behind: the session still reads its own write";

    public override string Story =>
        "Replay is paused on both replicas, and the row is changed. Asked for 'eventual', the gateway serves the same client "
        + "what a replica has: the old status. At the level 'session', the default, it knows that no replica can show the write, "
        + "and the primary serves.";

    public override async Task RunAsync(TourContext tour, CancellationToken cancellationToken)
    {
        tour.Screen.Event($"{tour.Department.PauseSql} on {tour.First.Name} and {tour.Second.Name}");
        await tour.Department.Cluster.PauseReplayAsync(tour.First, cancellationToken);
        await tour.Department.Cluster.PauseReplayAsync(tour.Second, cancellationToken);
        await Wait.UntilAsync(
            "the gateway sees that replay is paused on both replicas",
            async token => (await tour.Shop.LookAsync(tour.Department, token)).Count(server => server.Replication == "paused") == 2,
            cancellationToken: cancellationToken);

        var written = await tour.Alice.AskAsync(
            tour.Department.Update(1, tour.Department.SecondStatus), TourContext.Session, cancellationToken: cancellationToken);
        tour.Bookmark = written.Bookmark;
        await tour.CheckWrittenAsync(written, 1, cancellationToken);

        var stale = await tour.Alice.AskAsync(
            tour.Department.Read("eventual"), TourContext.Session, cancellationToken: cancellationToken);
        tour.Checks.Equal(
            "the eventual read shows the old status: the staleness is real", tour.Department.FirstStatus, TourContext.StatusOf(stale));
        tour.CheckServedBy(stale, DatabaseRole.Replica, tour.First, tour.Second);

        var fresh = await tour.Alice.AskAsync(
            tour.Department.Read("session"), TourContext.Session, cancellationToken: cancellationToken);
        tour.Checks.Equal("the session's read shows the new status", tour.Department.SecondStatus, TourContext.StatusOf(fresh));
        tour.CheckServedBy(fresh, DatabaseRole.Primary, tour.Primary);
        tour.Checks.Equal("and says why: no replica is replaying", "replicas-stalled", fresh.Reason);
    }
}
