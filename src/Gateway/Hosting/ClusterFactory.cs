using CausalGateway.Abstractions;
using CausalGateway.Gateway.Configuration;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Hosting;

/// <summary>Makes the clusters that the configuration describes.</summary>
internal static class ClusterFactory
{
    /// <summary>What the engines find wrong with the configuration, each with the path of its cluster.</summary>
    public static IReadOnlyList<string> Validate(GatewayOptions options, IReadOnlyDictionary<string, IDatabaseEngine> engines)
    {
        var errors = new List<string>();
        foreach (var (name, cluster) in options.Clusters)
        {
            // The connection strings are the cluster's: one server stands for all.
            foreach (var error in engines[cluster.Engine].Validate(NodeOptionsOf(cluster, cluster.Servers[0])))
            {
                errors.Add($"Gateway:Clusters:{name}: {error}");
            }
        }

        return errors;
    }

    public static Cluster Create(
        string name, ClusterOptions options, IDatabaseEngine engine, TimeProvider time, ILogger<Cluster> log)
    {
        var servers = new List<Server>();
        foreach (var server in options.Servers)
        {
            servers.Add(new Server(server.Name, server.Weight, engine.OpenNode(NodeOptionsOf(options, server))));
        }

        return new Cluster(
            name, engine, servers,
            new ClusterLimits(options.WaitTimeout, options.StatementTimeout),
            new WatchIntervals(options.ProbeInterval, WatchIntervals.DefaultFast, WatchIntervals.DefaultWaiting), time, log);
    }

    private static NodeOptions NodeOptionsOf(ClusterOptions cluster, ServerOptions server) => new()
    {
        Name = server.Name,
        Host = server.Endpoint.Host,
        Port = server.Endpoint.Port,
        Connection = cluster.Connection.Reveal(),
        Monitor = cluster.Monitor?.Reveal() ?? "",
        StatementTimeout = cluster.StatementTimeout,
        ConnectTimeout = cluster.ConnectTimeout,
        ProbeTimeout = cluster.ProbeTimeout,
        MaxConnections = cluster.MaxConnectionsPerServer,
    };
}
