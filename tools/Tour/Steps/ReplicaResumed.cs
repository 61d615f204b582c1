using System.Diagnostics;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Tour;

/// <summary>A replica that catches up gets the session's reads back.</summary>
internal sealed class ReplicaResumed : Step<TourContext>
{
    public override string Title => "One replica resumes: the session's reads move to it";

    public override string Story =>
        "Alice goes on asking while one replica resumes replay. The primary serves her until that replica has replayed her "
        + "write, and the replica from then on. The other one stays paused.";

    public override async Task RunAsync(TourContext tour, CancellationToken cancellationToken)
    {
        tour.Screen.Event($"{tour.Department.ResumeSql} on {tour.First.Name}");
        await tour.Department.Cluster.ResumeReplayAsync(tour.First, cancellationToken);

        var request = tour.Department.Read();
        List<GatewayAnswer> answers = [];
        var took = TimeSpan.Zero;
        var resumed = Stopwatch.GetTimestamp();
        tour.Alice.ShowRequest(request, TourContext.Session);
        await Wait.UntilAsync(
            $"a replica serves the session's reads again, after {tour.First.Name} was resumed",
            async token =>
            {
                var started = Stopwatch.GetTimestamp();
                answers.Add(await tour.Alice.AskSilentlyAsync(request, TourContext.Session, cancellationToken: token));
                took = Stopwatch.GetElapsedTime(started);
                return !answers[^1].IsSuccess || answers[^1].Role == "replica";
            },
            cancellationToken: cancellationToken);
        tour.Screen.Detail(
            $"(asked {answers.Count} times in {Stopwatch.GetElapsedTime(resumed).TotalMilliseconds:0} ms; "
            + $"the primary answered {answers.Count(answer => answer is { IsSuccess: true, Role: "primary" })}, then:)");
        tour.Alice.ShowAnswer(answers[^1], took);

        tour.CheckServedBy(answers[^1], DatabaseRole.Replica, tour.First);
        var stale = answers.Count(answer => TourContext.StatusOf(answer) != tour.Department.SecondStatus);
        tour.Checks.That($"every one of the {answers.Count} reads showed the new status", stale == 0, $"{stale} did not");
        tour.Checks.That(
            "it is a replica that has caught up", answers[^1].Reason is "caught-up" or "waited", $"the reason is {answers[^1].Reason}");
    }
}
