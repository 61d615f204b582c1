using System.Diagnostics;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Tour;

/// <summary>A replica that dies takes nothing with it.</summary>
internal sealed class ReplicaKilled : Step<TourContext>
{
    private const int Reads = 10;

    public override string Title => "Kill that replica: nothing is lost, no read is stale";

    public override string Story =>
        "The replica that serves Alice is killed with SIGKILL, with the gateway's connections to it open. A read that meets the "
        + "broken connection is served elsewhere; the other replica is alive, but still paused before her write, and must not be asked.";

    public override async Task RunAsync(TourContext tour, CancellationToken cancellationToken)
    {
        tour.Screen.Event($"kill -9 {tour.First.Name}, all its processes");
        await tour.First.KillAsync(cancellationToken);

        var request = tour.Department.Read();
        List<GatewayAnswer> answers = [];
        tour.Alice.ShowRequest(request, TourContext.Session);
        for (var i = 0; i < Reads; i++)
        {
            var started = Stopwatch.GetTimestamp();
            answers.Add(await tour.Alice.AskSilentlyAsync(request, TourContext.Session, cancellationToken: cancellationToken));
            var took = Stopwatch.GetElapsedTime(started);
            if (i == 0)
            {
                tour.Alice.ShowAnswer(answers[^1], took);
            }
            else
            {
                tour.Alice.ShowAnswerInShort(answers[^1], took);
            }
        }

        var refused = answers.Count(answer => answer.Status != 200);
        tour.Checks.That($"all {Reads} reads were answered with 200", refused == 0, $"{refused} were not");
        var stale = answers.Count(answer => answer.Status == 200 && TourContext.StatusOf(answer) != tour.Department.SecondStatus);
        tour.Checks.That($"all {Reads} show the new status", refused + stale == 0, $"{stale} show another one");
        var elsewhere = answers.Count(answer => answer.Status != 200
            || answer.Server != tour.Primary.Name || tour.SelfOf(answer) != tour.Primary.Name);
        tour.Checks.That(
            $"the primary served all {Reads}, by the receipts and by its own port", elsewhere == 0, $"not {elsewhere} of them");

        var written = await tour.Alice.AskAsync(
            tour.Department.Insert(2, "cups", tour.Department.FirstStatus), TourContext.Session, cancellationToken: cancellationToken);
        await tour.CheckWrittenAsync(written, 2, cancellationToken);
        var all = await tour.Alice.AskAsync(
            new { sql = tour.Department.ListSql }, TourContext.Session, cancellationToken: cancellationToken);
        tour.Checks.Equal(
            "nothing is lost: both rows are there",
            $"1 {tour.Department.Item} {tour.Department.SecondStatus}, 2 cups {tour.Department.FirstStatus}",
            string.Join(", ", all.Rows.Select(row => $"{row!["id"]} {row["item"]} {row["status"]}")));
    }
}
