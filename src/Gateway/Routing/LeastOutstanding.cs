using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Routing;

/// <summary>The power of two choices: of two servers picked at random the one with less work under way for its weight.</summary>
internal static class LeastOutstanding
{
    /// <summary>Picks one of <paramref name="candidates"/>, of which there is at least one.</summary>
    public static Server Pick(ReadOnlySpan<Server> candidates)
    {
        if (candidates.Length == 1)
        {
            return candidates[0];
        }

        var first = Random.Shared.Next(candidates.Length);
        var second = Random.Shared.Next(candidates.Length - 1);
        second += second >= first ? 1 : 0;
        return Load(candidates[second]) < Load(candidates[first]) ? candidates[second] : candidates[first];
    }

    /// <summary>What one more statement would make of the server's load.</summary>
    private static double Load(Server server) => (server.InFlight + 1) / server.Weight;
}
