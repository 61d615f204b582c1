using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Hosting;

/// <summary>Asks every server once, before the gateway listens, whether it is set up for causal reads.</summary>
internal static class SetupCheck
{
    /// <summary>
    /// What stands in the way, each with its cluster, its server and the statement that mends it. Servers that cannot be
    /// reached are passed over: they may come later, and are then left out of rotation for as long as something is wrong.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindObstaclesAsync(ClusterSet clusters, CancellationToken cancellationToken)
    {
        var checks = new List<Task<IReadOnlyList<string>>>();
        foreach (var cluster in clusters.ByName.Values)
        {
            foreach (var server in cluster.Servers)
            {
                checks.Add(FindObstaclesAsync($"{cluster.Name}: {server.Name}", server.Client, cancellationToken));
            }
        }

        return [.. (await Task.WhenAll(checks)).SelectMany(found => found)];
    }

    private static async Task<IReadOnlyList<string>> FindObstaclesAsync(
        string where, INodeClient client, CancellationToken cancellationToken)
    {
        try
        {
            var status = await client.ProbeAsync(cancellationToken);
            return [.. status.Obstacles.Select(obstacle => $"{where}: {obstacle}")];
        }
        catch (EngineException)
        {
            return [];
        }
    }
}
