using System.Text.Json;
using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>Leads through the steps in their order: all of them in each department.</summary>
internal static class Guide
{
    private static readonly Step[] Steps =
    [
        new WriteAndReadBack(),
        new ReplayPaused(),
        new BookmarkHandedOn(),
        new ReplicaResumed(),
        new ReplicaKilled(),
    ];

    /// <summary>
    /// Runs every step, also behind one that failed, and ends with the line <c>tour: N checks passed, M failed</c>.
    /// </summary>
    public static async Task LeadAsync(Shop shop, Screen screen, Checks checks, CancellationToken cancellationToken)
    {
        foreach (var department in shop.Departments)
        {
            screen.Line();
            screen.Title($"== {department.Name}, on {department.Engine} ==");
            using var context = new TourContext(shop, department, screen, checks);
            for (var i = 0; i < Steps.Length; i++)
            {
                await LeadAsync(Steps[i], $"{i + 1}/{Steps.Length}", context, cancellationToken);
            }
        }

        screen.Line();
        screen.Title($"tour: {checks.Passed} checks passed, {checks.Failed} failed");
    }

    private static async Task LeadAsync(Step step, string number, TourContext context, CancellationToken cancellationToken)
    {
        context.Screen.Line();
        context.Screen.Title($"{number}  {step.Title}");
        context.Screen.Story(step.Story);
        try
        {
            await step.RunAsync(context, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or LocalClusterException
            or TimeoutException or IOException or JsonException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            context.Checks.Fail($"the step '{step.Title}' could not be led to its end: {e.Message}");
        }
    }
}
