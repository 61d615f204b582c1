using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>A second service sees what the first one saw.</summary>
internal sealed class BookmarkHandedOn : Step<TourContext>
{
    public override string Title => "Hand the bookmark to somebody else";

    public override string Story =>
        "Every answer carries a bookmark: a signed position. Bob has no session. Without the bookmark he gets what some replica "
        + "has; with the one of Alice's last write he sees that write. The replicas are still paused.";

    public override async Task RunAsync(TourContext tour, CancellationToken cancellationToken)
    {
        using var bob = new Visitor(tour.Shop, tour.Department, tour.Screen);
        var without = await bob.AskAsync(tour.Department.Read(), cancellationToken: cancellationToken);
        tour.Checks.Equal("without the bookmark Bob sees the old status", tour.Department.FirstStatus, TourContext.StatusOf(without));
        tour.CheckServedBy(without, DatabaseRole.Replica, tour.First, tour.Second);

        tour.Checks.That("Alice's write came with a bookmark", tour.Bookmark is not null, "it had none");
        var with = await bob.AskAsync(tour.Department.Read(), bookmark: tour.Bookmark, cancellationToken: cancellationToken);
        tour.Checks.Equal("with the bookmark he sees the new one", tour.Department.SecondStatus, TourContext.StatusOf(with));
        tour.CheckServedBy(with, DatabaseRole.Primary, tour.Primary);
        tour.Checks.Equal("and no session was made for it", null, with.Session);
    }
}
