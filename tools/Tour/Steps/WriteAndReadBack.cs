using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>The main job when all is well.</summary>
internal sealed class WriteAndReadBack : Step
{
    public override string Title => "Write under a session, read it back from a replica";

    public override string Story =>
        "Alice's requests carry a session key of her choice. Her write goes to the primary, and the gateway records the "
        + "position that it reached there. Her read goes to a replica, once that has replayed the position; it may wait for "
        + "that, here up to 5 s. Every statement also asks the database server for its own port, so that the receipt can be checked.";

    public override async Task RunAsync(TourContext tour, CancellationToken cancellationToken)
    {
        var created = await tour.Alice.AskAsync(
            new { sql = "create table orders (id int primary key, item text not null, status text not null)" },
            TourContext.Session, cancellationToken: cancellationToken);
        tour.Checks.Equal("the table is made", "200", $"{created.Status}");

        var written = await tour.Alice.AskAsync(
            new
            {
                sql = "insert into orders values ($1, $2, $3) returning id, status, inet_server_port() as port",
                @params = new object[] { 1, "teapot", TourContext.Ordered },
            },
            TourContext.Session, cancellationToken: cancellationToken);
        tour.CheckServedBy(written, DatabaseRole.Primary, tour.Primary);
        tour.Checks.Equal("the session remembers the write", "true", written.Json["session"]?["recorded"]?.ToString());

        var read = await tour.Alice.AskAsync(
            TourContext.ReadOrder(waitTimeoutMs: 5_000), TourContext.Session, cancellationToken: cancellationToken);
        tour.Checks.Equal("the read shows what was written", TourContext.Ordered, TourContext.StatusOf(read));
        tour.CheckServedBy(read, DatabaseRole.Replica, tour.First, tour.Second);
    }
}
