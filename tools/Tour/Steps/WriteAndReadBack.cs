using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>The main job when all is well.</summary>
internal sealed class WriteAndReadBack : Step<TourContext>
{
    public override string Title => "Write under a session, read it back from a replica";

    public override string Story =>
        "Alice's requests carry a session key of her choice. Her write goes to the primary, and the gateway records the "
        + "position that it reached there. Her read goes to a replica, once that has replayed the position; it may wait for "
        + "that, here up to 5 s. Every read also asks the database server for its own port, and every write leaves it in the row, so that receipts can be checked.";

    public override async Task RunAsync(TourContext tour, CancellationToken cancellationToken)
    {
        var created = await tour.Alice.AskAsync(
            new { sql = tour.Department.CreateSql }, TourContext.Session, cancellationToken: cancellationToken);
        tour.Checks.Equal("the table is made", "200", $"{created.Status}");

        var written = await tour.Alice.AskAsync(
            tour.Department.Insert(1, tour.Department.Item, tour.Department.FirstStatus), TourContext.Session,
            cancellationToken: cancellationToken);
        await tour.CheckWrittenAsync(written, 1, cancellationToken);
        tour.Checks.Equal("the session remembers the write", "true", written.Json["session"]?["recorded"]?.ToString());

        var read = await tour.Alice.AskAsync(
            tour.Department.Read(waitTimeoutMs: 5_000), TourContext.Session, cancellationToken: cancellationToken);
        tour.Checks.Equal("the read shows what was written", tour.Department.FirstStatus, TourContext.StatusOf(read));
        tour.CheckServedBy(read, DatabaseRole.Replica, tour.First, tour.Second);
    }
}
