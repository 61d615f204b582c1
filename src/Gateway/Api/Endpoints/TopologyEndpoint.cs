using System.Text.Json;
using CausalGateway.Abstractions;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Api;

/// <summary><c>GET /v1/{db}/topology</c>: the servers as the gateway sees them.</summary>
internal sealed class TopologyEndpoint(DatabaseCatalog databases, ILogger<TopologyEndpoint> log)
{
    public Task RunAsync(HttpContext http, string database) => GuardedEndpoint.AnswerAsync(http, log, json =>
    {
        Write(json, databases.Find(database).Cluster);
        return default;
    });

    private static void Write(Utf8JsonWriter json, Cluster cluster)
    {
        var topology = cluster.Snapshot;
        json.WriteStartObject();
        json.WriteString("cluster", cluster.Name);
        json.WriteString("engine", cluster.Engine.Name);
        json.WriteString("primary", topology.Primary?.Name);
        json.WriteString("fault", topology.Fault switch
        {
            TopologyFault.None => null,
            TopologyFault.SplitBrain => "split-brain",
            _ => "no-primary",
        });
        json.WriteStartArray("servers");
        foreach (var server in cluster.Servers)
        {
            WriteServer(json, cluster, topology, server);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteServer(Utf8JsonWriter json, Cluster cluster, TopologySnapshot topology, Server server)
    {
        var known = server.Observation;
        var serves = known.Healthy && (server == topology.Primary || topology.Replicas.Contains(server));
        json.WriteStartObject();
        json.WriteString("name", server.Name);
        json.WriteString("role", known.Role switch
        {
            ServerRole.Primary => "primary",
            ServerRole.Replica => "replica",
            _ => "unknown",
        });
        json.WriteString("health", !known.Healthy ? "down" : serves ? "up" : "out-of-rotation");
        json.WriteString("position", known.Reached?.ToDisplayString());
        json.WriteString("history", known.Status?.History);
        json.WriteString("replication", known.Status?.Link switch
        {
            ReplicationLink.Streaming => "streaming",
            ReplicationLink.Paused => "paused",
            ReplicationLink.Stopped => "stopped",
            _ => null,
        });
        var lag = known.Role == ServerRole.Primary ? TimeSpan.Zero : cluster.Positions.StalenessOf(known.Reached);
        WriteNumber(json, "lagMs", lag is { } time ? Math.Round(time.TotalMilliseconds) : null);
        WriteNumber(json, "lagBytes", known.Status?.UnreplayedBytes);
        json.WriteNumber("weight", server.Weight);
        json.WriteNumber("inFlight", server.InFlight);
        json.WriteString("version", known.Status?.Version);
        json.WriteString("error", known.Error);
        json.WriteStartArray("warnings");
        foreach (var warning in known.Status?.Warnings ?? [])
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
