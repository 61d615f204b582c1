using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CausalGateway.Abstractions;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Results;

namespace CausalGateway.Gateway.Api;

/// <summary>Writes RFC 9457 problems.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    /// <summary>Answers with a problem; nothing of another answer may have been sent.</summary>
    public static async Task WriteAsync(HttpContext http, GatewayException error, string requestId, SessionAnswer? session)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body, JsonOutput.Options))
        {
            Write(json, error, requestId, session);
        }

        var response = http.Response;
        response.StatusCode = error.Code.Status;
        response.ContentType = ContentType;
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        response.Headers[RequestId.Header] = requestId;
        if (error.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        session?.WriteHeaders(response.Headers);
        await response.Body.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, GatewayException error, string requestId, SessionAnswer? session)
    {
        json.WriteStartObject();
        json.WriteString("type", error.Code.Type);
        json.WriteString("title", error.Code.Title);
        json.WriteNumber("status", error.Code.Status);
        json.WriteString("detail", error.Message);
        json.WriteString("code", error.Code.Name);
        if (error.Database is { } database)
        {
            WriteDatabase(json, database);
        }

        json.WriteString("requestId", requestId);
        json.WriteBoolean("retryable", error.Retryable);
        json.WriteString("outcome", error.Outcome switch
        {
            StatementOutcome.NotApplied => "not_applied",
            StatementOutcome.Applied => "applied",
            _ => "unknown",
        });
        if (error.Lost is { } lost)
        {
            json.WriteStartObject("lost");
            json.WriteString("from", lost.From);
            json.WriteString("to", lost.To);
            json.WriteBoolean("certain", lost.Certain);
            json.WriteEndObject();
            json.WriteString("acceptBookmark", lost.AcceptBookmark);
        }

        if (session is not null)
        {
            json.WritePropertyName("session");
            session.Write(json);
        }

        json.WriteEndObject();
    }

    private static void WriteDatabase(Utf8JsonWriter json, EngineException database)
    {
        if (database.SqlState is { } state)
        {
            json.WriteString("sqlstate", state);
        }

        if (database.ErrorNumber is { } number)
        {
            json.WriteNumber("errno", number);
        }

        if (database.Hint is { Length: > 0 } hint)
        {
            json.WriteString("hint", hint);
        }

        if (database.StatementPosition is { } position)
        {
            json.WriteNumber("position", position);
        }

        if (database.Constraint is { Length: > 0 } constraint)
        {
            json.WriteString("constraint", constraint);
        }
    }
}
