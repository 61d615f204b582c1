using System.Text.Json;
using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>Leads through the steps in their order.</summary>
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
        using var context = new TourContext(shop, screen, checks);
        for (var i = 0; i < Steps.Length; i++)
        {
            screen.Line();
            screen.Title($"{i + 1}/{Steps.Length}  {Steps[i].Title}");
            screen.Story(Steps[i].Story);
            try
            {
                await Steps[i].RunAsync(context, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException or LocalClusterException
                or TimeoutException or IOException or JsonException
                || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                checks.Fail($"step {i + 1} could not be led to its end: {e.Message}");
            }
        }

        screen.Line();
        screen.Title($"tour: {checks.Passed} checks passed, {checks.Failed} failed");
    }
}
