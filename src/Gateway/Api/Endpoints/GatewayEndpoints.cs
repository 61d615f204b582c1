using CausalGateway.Gateway.Pipeline;

namespace CausalGateway.Gateway.Api;

/// <summary>The routes of the API.</summary>
internal static class GatewayEndpoints
{
    public static void MapGateway(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/{db}/query", (HttpContext http, string db, QueryPipeline pipeline) => pipeline.RunAsync(http, db));
        routes.MapPost("/v1/{db}/explain", (HttpContext http, string db, ExplainEndpoint explain) => explain.RunAsync(http, db));
        routes.MapGet("/v1/{db}/topology", (HttpContext http, string db, TopologyEndpoint topology) => topology.RunAsync(http, db));
        routes.MapGet("/healthz", HealthEndpoints.LiveAsync);
        routes.MapGet("/readyz", (HttpContext http, HealthEndpoints health) => health.ReadyAsync(http));
        // The default pattern would leave out what looks like a file's name.
        routes.MapFallback("{*path}", static http => ProblemWriter.WriteAsync(
            http, new GatewayException(ErrorCode.NotFound, "There is no such address, or not with this method."), RequestId.Of(http), null));
    }
}
