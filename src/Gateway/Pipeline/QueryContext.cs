using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Security;
using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>What the stages of one request hand to each other. Each member says which stage fills it.</summary>
internal sealed class QueryContext(HttpContext http, string requestId, TimeProvider time)
{
    public HttpContext Http => http;

    public string RequestId => requestId;

    /// <summary>Filled by every stage with its own share.</summary>
    public RequestTimings Timings { get; } = new(time);

    /// <summary>Receive.</summary>
    public LogicalDatabase Database { get; set; } = null!;

    /// <summary>Receive.</summary>
    public QueryRequest Request { get; set; } = null!;

    /// <summary>Receive.</summary>
    public ConsistencyLevel Level { get; set; }

    /// <summary>Authenticate.</summary>
    public Principal Principal { get; set; } = null!;

    /// <summary>Classify; replaced if a replica finds the statement to be more than a read.</summary>
    public StatementClassification Classification { get; set; } = null!;

    /// <summary>Session.</summary>
    public SessionContext Session { get; set; } = null!;

    /// <summary>Route: the last decision; a retry makes another.</summary>
    public RouteDecision? Route { get; set; }

    /// <summary>Record: what the client is told of its session.</summary>
    public SessionAnswer? SessionAnswer { get; set; }

    /// <summary>Cancelled when the client goes away or the request's time is over.</summary>
    public CancellationToken Cancelled { get; set; }

    /// <summary>Whether the statement must run on the primary as a write.</summary>
    public bool Writes => Classification.Kind != StatementKind.Read;
}
