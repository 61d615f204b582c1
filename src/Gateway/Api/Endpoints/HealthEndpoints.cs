using System.Buffers;
using System.Text.Json;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Results;
using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Api;

/// <summary>
/// <c>/healthz</c>: the process lives. <c>/readyz</c>: it can serve, which takes the session store and, for each database, a
/// server to read from.
/// </summary>
internal sealed class HealthEndpoints(DatabaseCatalog databases, ISessionStore store)
{
    private static readonly byte[] Alive = """{"status":"alive"}"""u8.ToArray();

    public static Task LiveAsync(HttpContext http) => JsonResponse.WriteAsync(http, Alive);

    public async Task ReadyAsync(HttpContext http)
    {
        var body = new ArrayBufferWriter<byte>(256);
        var storeError = await StoreErrorAsync(http.RequestAborted);
        var ready = storeError is null;
        using (var json = new Utf8JsonWriter(body, JsonOutput.Options))
        {
            json.WriteStartObject();
            json.WriteString("store", storeError ?? "ready");
            json.WriteStartObject("databases");
            foreach (var database in databases.All)
            {
                var topology = database.Cluster.Snapshot;
                var serves = topology.Primary is not null || topology.Replicas.Count > 0;
                ready &= serves;
                json.WriteString(database.Name, topology.Primary is not null ? "ready" : serves ? "read-only" : "no-server");
            }

            json.WriteEndObject();
            json.WriteString("status", ready ? "ready" : "not-ready");
            json.WriteEndObject();
        }

        await JsonResponse.WriteAsync(
            http, body.WrittenMemory, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async ValueTask<string?> StoreErrorAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ProbeAsync(cancellationToken);
            return null;
        }
        catch (SessionStoreException e)
        {
            return e.Message;
        }
    }
}
