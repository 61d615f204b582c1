using System.IO.Pipelines;
using CausalGateway.Gateway.Api;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>The receive stage: finds the database and reads the request.</summary>
internal sealed class RequestReceiver(DatabaseCatalog databases, AnswerLimits limits)
{
    /// <exception cref="GatewayException">The request is not one.</exception>
    public async ValueTask ReceiveAsync(QueryContext query, string database)
    {
        query.Database = databases.Find(database);
        var http = query.Http;
        RequireJson(http.Request);
        RequireJsonAccepted(http.Request);
        query.Request = await ReadBodyAsync(http.Request.BodyReader, limits.MaxParameters, http.RequestAborted);
        query.Level = query.Request.Level ?? LevelOfHeader(http.Request.Headers);
        if (query.Request.Timeout is { } timeout && timeout > query.Database.Cluster.Limits.StatementTimeout)
        {
            throw GatewayException.InvalidRequest(
                $"'timeoutMs' may be at most {query.Database.Cluster.Limits.StatementTimeout.TotalMilliseconds:0} here.");
        }
    }

    private static async ValueTask<QueryRequest> ReadBodyAsync(
        PipeReader body, int maxParameters, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                try
                {
                    return QueryRequestReader.Read(read.Buffer, maxParameters);
                }
                finally
                {
                    body.AdvanceTo(read.Buffer.End);
                }
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType() || request.Headers.ContentEncoding.Count > 0)
        {
            throw new GatewayException(ErrorCode.UnsupportedMediaType, "Send the request as plain application/json.");
        }
    }

    private static void RequireJsonAccepted(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        if (accept.Count == 0)
        {
            return;
        }

        foreach (var range in accept)
        {
            if (range.Quality != 0 && (range.MatchesAllTypes || range.MatchesMediaType("application/json")
                || (range.MatchesAllSubTypes && range.Type == "application")))
            {
                return;
            }
        }

        throw new GatewayException(ErrorCode.NotAcceptable, "Answers are application/json in this version.");
    }

    private static ConsistencyLevel LevelOfHeader(IHeaderDictionary headers)
    {
        var values = headers[ConsistencyText.Header];
        return values.Count switch
        {
            0 => ConsistencyLevel.Session,
            1 => ConsistencyText.Parse(values[0]!),
            _ => throw GatewayException.InvalidRequest($"The header {ConsistencyText.Header} came more than once."),
        };
    }
}
