using System.Buffers;
using System.Text.Json;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Results;

namespace CausalGateway.Gateway.Api;

/// <summary>Answers with one JSON document, or with the problem that came up while it was made.</summary>
internal static class GuardedEndpoint
{
    public static async Task AnswerAsync(HttpContext http, ILogger log, Func<Utf8JsonWriter, ValueTask> write)
    {
        var requestId = RequestId.Of(http);
        try
        {
            var body = new ArrayBufferWriter<byte>(1024);
            await using (var json = new Utf8JsonWriter(body, JsonOutput.Options))
            {
                await write(json);
            }

            http.Response.Headers[RequestId.Header] = requestId;
            await JsonResponse.WriteAsync(http, body.WrittenMemory);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception e)
        {
            var problem = RequestProblems.From(e);
            if (problem is null)
            {
                log.RequestFailed(e, requestId);
            }

            await ProblemWriter.WriteAsync(http, problem ?? RequestProblems.Internal(), requestId, null);
        }
    }
}
