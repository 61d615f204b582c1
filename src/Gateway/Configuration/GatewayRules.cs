namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// The rules across the sections of <c>Gateway</c>. They hold for options of which parts could not be read, too.
/// </summary>
internal static class GatewayRules
{
    public static void Check(GatewayOptions options, IReadOnlyCollection<string> engineNames, MistakeList mistakes)
    {
        CheckListen(options, mistakes);
        if (options.Clusters.Count == 0)
        {
            mistakes.Add(
                PathOf(GatewaySection.Clusters),
                $"names no cluster; the smallest configuration is, in JSON:\n{Examples.Smallest}");
        }

        foreach (var (name, cluster) in options.Clusters)
        {
            CheckEngine(cluster, PathOf(GatewaySection.Clusters, name, ClusterSection.Engine), engineNames, mistakes);
        }

        if (options.Databases.Count == 0)
        {
            mistakes.Add(PathOf(GatewaySection.Databases), "names no database");
        }

        foreach (var (name, database) in options.Databases)
        {
            CheckCluster(database, PathOf(GatewaySection.Databases, name, DatabaseSection.Cluster), options.Clusters, mistakes);
        }
    }

    private static void CheckListen(GatewayOptions options, MistakeList mistakes)
    {
        if (!options.Anonymous.AnyAddress && options.Listen.Any(address => !address.IsLoopback))
        {
            mistakes.Add(
                PathOf(GatewaySection.Listen),
                "can be reached from other machines, and every caller is anonymous: listen on 127.0.0.1, or set "
                + "Gateway:Anonymous:AnyAddress to true to let anybody in");
        }
    }

    private static void CheckEngine(
        ClusterOptions cluster, string path, IReadOnlyCollection<string> engineNames, MistakeList mistakes)
    {
        if (cluster.Engine is not { } engine || engineNames.Contains(engine, StringComparer.Ordinal))
        {
            return;
        }

        mistakes.Add(
            path,
            $"must be one of: {string.Join(", ", engineNames)}{NearestName.Suggest(engine, engineNames)}");
    }

    private static void CheckCluster(
        DatabaseOptions database, string path, IReadOnlyDictionary<string, ClusterOptions> clusters, MistakeList mistakes)
    {
        if (database.Cluster is { } cluster && !clusters.ContainsKey(cluster))
        {
            mistakes.Add(path, $"is not the name of a cluster{NearestName.Suggest(cluster, clusters.Keys)}");
        }
    }

    private static string PathOf(Member member) => ConfigurationPath.Combine(GatewaySection.Name, member.Name);

    private static string PathOf(Group group, string name, Setting setting) =>
        ConfigurationPath.Combine(PathOf(group), name, setting.Name);
}
