using CausalGateway.Gateway.Pipeline;

namespace CausalGateway.Gateway.Api;

/// <summary>Sends JSON that is complete.</summary>
internal static class JsonResponse
{
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers[RequestId.Header] = RequestId.Of(http);
        await response.Body.WriteAsync(json, http.RequestAborted);
    }
}
