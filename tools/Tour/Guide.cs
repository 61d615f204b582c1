using System.Text.Json;
using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>Leads through the steps in their order: all of them in each department.</summary>
internal static class Guide
{
    /// <summary>What is shown in each department.</summary>
    private static readonly Step<TourContext>[] Steps =
    [
        new WriteAndReadBack(),
        new ReplayPaused(),
        new BookmarkHandedOn(),
        new ReplicaResumed(),
        new ReplicaKilled(),
    ];

    /// <summary>What is shown in all of them together.</summary>
    private static readonly Step<JointContext>[] JointSteps = [new OneBookmark(), new OneReplicaBehind()];

    /// <summary>
    /// Runs every step, also behind one that failed, and ends with the line <c>tour: N checks passed, M failed</c>.
    /// </summary>
    public static async Task LeadAsync(Shop shop, Screen screen, Checks checks, CancellationToken cancellationToken)
    {
        foreach (var department in shop.Departments)
        {
            Head(screen, $"{department.Name}, on {department.Engine}");
            using var context = new TourContext(shop, department, screen, checks);
            await LeadAsync(Steps, context, screen, checks, cancellationToken);
        }

        if (shop.Departments.Count > 1)
        {
            Head(screen, $"{string.Join(" and ", shop.Departments.Select(department => department.Name))} together");
            screen.Note("What was killed is started again, and what was paused resumed.");
            await shop.MendAsync(cancellationToken);
            using var context = new JointContext(shop, screen, checks);
            await LeadAsync(JointSteps, context, screen, checks, cancellationToken);
        }

        screen.Line();
        screen.Title($"tour: {checks.Passed} checks passed, {checks.Failed} failed");
    }

    private static void Head(Screen screen, string text)
    {
        screen.Line();
        screen.Title($"== {text} ==");
    }

    private static async Task LeadAsync<TContext>(
        Step<TContext>[] steps, TContext context, Screen screen, Checks checks, CancellationToken cancellationToken)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            screen.Line();
            screen.Title($"{i + 1}/{steps.Length}  {steps[i].Title}");
            screen.Story(steps[i].Story);
            try
            {
                await steps[i].RunAsync(context, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException or LocalClusterException
                or TimeoutException or IOException or JsonException
                || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                checks.Fail($"the step '{steps[i].Title}' could not be led to its end: {e.Message}");
            }
        }
    }
}
