using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Results;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>What stands around an answer's rows: headers, trailers and the receipt.</summary>
internal static class AnswerHeaders
{
    private const string ServerTiming = "Server-Timing";
    private const string Json = "application/json";

    /// <summary>The headers of every answer, problems too.</summary>
    public static void WriteCommon(QueryContext query)
    {
        var headers = query.Http.Response.Headers;
        headers.CacheControl = "no-store";
        headers[RequestId.Header] = query.RequestId;
        var timings = query.Timings.ToString();
        if (timings.Length > 0)
        {
            headers[ServerTiming] = timings;
        }
    }

    /// <summary>The headers of an answer that was kept back until its end.</summary>
    public static void Write(QueryContext query)
    {
        WriteCommon(query);
        query.Http.Response.ContentType = Json;
        query.SessionAnswer?.WriteHeaders(query.Http.Response.Headers);
    }

    /// <summary>The headers of an answer that starts before its end is known; the rest follows in trailers.</summary>
    public static void StartStream(QueryContext query, StreamedBody body)
    {
        var response = query.Http.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers[RequestId.Header] = query.RequestId;
        response.ContentType = Json;
        body.Start(SessionAnswer.KeyHeader, SessionAnswer.BookmarkHeader, ServerTiming);
    }

    /// <summary>What came too late for the headers of a streamed answer.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TrailersOf(QueryContext query)
    {
        if (query.SessionAnswer?.Key is { } key)
        {
            yield return new(SessionAnswer.KeyHeader, key);
        }

        if (query.SessionAnswer?.Bookmark is { } bookmark)
        {
            yield return new(SessionAnswer.BookmarkHeader, bookmark);
        }

        yield return new(ServerTiming, query.Timings.ToString());
    }

    public static Receipt ReceiptOf(QueryContext query, ExecutionResult result)
    {
        var server = query.Route!.Server;
        var observation = server.Observation;
        var role = result.Role == ServerRole.Unknown ? observation.Role : result.Role;
        var position = result.Reached ?? (query.Writes ? result.Position : observation.Reached);
        var staleness = role == ServerRole.Primary
            ? TimeSpan.Zero
            : query.Database.Cluster.Positions.StalenessOf(result.Reached ?? observation.Reached);
        return new Receipt
        {
            Server = server.Name,
            Role = role,
            Position = position?.ToDisplayString(),
            StalenessMs = staleness?.TotalMilliseconds,
            WaitedMs = query.Timings.Spent(RequestTimings.Stage.Wait).TotalMilliseconds,
            Reason = query.Route.Reason,
            Level = ConsistencyText.NameOf(query.Level),
        };
    }
}
