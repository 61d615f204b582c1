using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>A replica that lags in one of the databases that a bookmark spans.</summary>
internal sealed class OneReplicaBehind : Step<JointContext>
{
    public const int Id = 4;

    private const string Thing = "spoon";

    private const int Reads = 6;

    public override string Title => "A replica of one of them falls behind: the same bookmark keeps clear of it";

    public override string Story =>
        "Replay is paused on one replica of one database, and Carol writes to both again. Under her bookmark the replicas of the "
        + "one database serve her as before; in the other one only the replica that has replayed her write does, every time.";

    public override async Task RunAsync(JointContext tour, CancellationToken cancellationToken)
    {
        var lagging = tour.Lagging;
        tour.Screen.Event($"{lagging.PauseSql} on {lagging.First.Name}");
        await lagging.Cluster.PauseReplayAsync(lagging.First, cancellationToken);
        await Wait.UntilAsync(
            $"the gateway sees that replay is paused on {lagging.First.Name}",
            async token => (await tour.Shop.LookAsync(lagging, token)).Any(
                server => server.Name == lagging.First.Name && server.Replication == "paused"),
            cancellationToken: cancellationToken);

        foreach (var department in tour.Departments)
        {
            await tour.WriteAsync(department, Id, Thing, cancellationToken);
        }

        tour.Checks.Equal(
            $"asked directly, {lagging.First.Name} does not have the row", "0",
            $"{await lagging.CountAsync(lagging.First, Id, cancellationToken)}");

        foreach (var department in tour.Departments)
        {
            var read = await tour.ReadAsync(department, Id, cancellationToken);
            tour.CheckRead(
                department, read, Thing, department == lagging ? [department.Second] : [department.First, department.Second]);
        }

        var elsewhere = 0;
        for (var i = 0; i < Reads; i++)
        {
            var read = await tour.Carol(lagging).AskSilentlyAsync(
                lagging.Read(waitTimeoutMs: 5_000, id: Id), bookmark: tour.Bookmark, cancellationToken: cancellationToken);
            elsewhere += read.IsSuccess && read.Server == lagging.Second.Name && (string?)read.Value("item") == Thing ? 0 : 1;
        }

        tour.Checks.That(
            $"{Reads} more reads: each from {lagging.Second.Name}, each with the row", elsewhere == 0, $"{elsewhere} were not");
        tour.Screen.Event($"{lagging.ResumeSql} on {lagging.First.Name}");
        await lagging.Cluster.ResumeReplayAsync(lagging.First, cancellationToken);
    }
}
