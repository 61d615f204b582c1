using System.Text.Json;
using CausalGateway.Abstractions;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Security;
using CausalGateway.Gateway.Sessions;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Api;

/// <summary><c>POST /v1/{db}/explain</c>: how a query would be classified and routed at this moment. Runs nothing, waits for nothing.</summary>
internal sealed class ExplainEndpoint(
    RequestReceiver receiver, SessionStage sessions, TimeProvider time, ILogger<ExplainEndpoint> log)
{
    public Task RunAsync(HttpContext http, string database) => GuardedEndpoint.AnswerAsync(http, log, async json =>
    {
        var query = new QueryContext(http, RequestId.Of(http), time) { Cancelled = http.RequestAborted };
        await receiver.ReceiveAsync(query, database);
        query.Principal = Principal.Anonymous;
        query.Classification = query.Database.Cluster.Engine.Classifier.Classify(query.Request.Sql);
        query.Session = await sessions.OpenAsync(query);
        Write(json, query);
    });

    private static void Write(Utf8JsonWriter json, QueryContext query)
    {
        var classification = query.Classification;
        json.WriteStartObject();
        json.WriteStartObject("statement");
        json.WriteString("kind", classification.Kind switch
        {
            StatementKind.Read => "read",
            StatementKind.Write => "write",
            StatementKind.SessionState => "session-state",
            _ => "invalid",
        });
        json.WriteString("reason", classification.Reason);
        json.WriteString("command", classification.Command);
        json.WriteNumber("parameters", classification.ParameterCount);
        json.WriteBoolean("returnsRows", classification.ReturnsRows);
        json.WriteBoolean("allowedInTransaction", classification.AllowedInTransaction);
        json.WriteEndObject();
        json.WriteString("level", ConsistencyText.NameOf(query.Level));
        json.WriteString("dependsOn", query.Session.Dependency?.Position.ToDisplayString());
        WriteServers(json, query);
        json.WriteEndObject();
    }

    private static void WriteServers(Utf8JsonWriter json, QueryContext query)
    {
        var refused = query.Classification.Kind is StatementKind.SessionState or StatementKind.Invalid;
        var topology = query.Database.Cluster.Snapshot;
        json.WriteStartArray("servers");
        foreach (var server in query.Database.Cluster.Servers)
        {
            var verdict = refused ? "the statement is refused" : VerdictOn(query, topology, server);
            json.WriteStartObject();
            json.WriteString("server", server.Name);
            json.WriteBoolean("eligible", verdict is null);
            json.WriteString("why", verdict ?? "may serve it");
            json.WriteString("position", server.Observation.Reached?.ToDisplayString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Why a server would not be used, or null if it may.</summary>
    private static string? VerdictOn(QueryContext query, TopologySnapshot topology, Server server)
    {
        var isPrimary = server == topology.Primary;
        if (!server.Observation.Healthy)
        {
            return "cannot be reached";
        }

        if (!isPrimary && !topology.Replicas.Contains(server))
        {
            return "is on another or an unknown history";
        }

        var primaryOnly = query.Writes || query.Level == ConsistencyLevel.Strong || query.Request.Target == ReadTarget.Primary;
        if (primaryOnly && !isPrimary)
        {
            return "only the primary may serve it";
        }

        var anything = query.Level == ConsistencyLevel.Eventual && !query.Writes;
        return anything || server.Observation.Covers(query.Session.Dependency)
            ? isPrimary && !primaryOnly ? "serves it if no replica can" : null
            : "is not known to have caught up";
    }
}
