using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CausalGateway.LocalCluster.Gateway;

/// <summary>Sends requests to a gateway as any service would: plain HTTP and JSON.</summary>
public sealed class GatewayClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">Where the gateway listens.</param>
    public GatewayClient(Uri address) => _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The client below, for whatever has no method here.</summary>
    public HttpClient Http => _http;

    /// <summary>Runs a query. <paramref name="request"/> is serialized as it is.</summary>
    public Task<GatewayAnswer> QueryAsync(
        string database, object request, string? session = null, string? bookmark = null,
        CancellationToken cancellationToken = default) =>
        PostAsync($"/v1/{database}/query", JsonSerializer.Serialize(request), session, bookmark, cancellationToken);

    /// <summary>Posts JSON, valid or not.</summary>
    public async Task<GatewayAnswer> PostAsync(
        string path, string json, string? session = null, string? bookmark = null, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(json, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (session is not null)
        {
            message.Headers.TryAddWithoutValidation("Causal-Session", session);
        }

        if (bookmark is not null)
        {
            message.Headers.TryAddWithoutValidation("Causal-Bookmark", bookmark);
        }

        return await SendAsync(message, cancellationToken);
    }

    /// <summary>Gets an address.</summary>
    public async Task<GatewayAnswer> GetAsync(string path, CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(message, cancellationToken);
    }

    /// <summary>Sends a request of any shape.</summary>
    public async Task<GatewayAnswer> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken = default)
    {
        using var response = await _http.SendAsync(message, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).Concat(response.TrailingHeaders)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new GatewayAnswer((int)response.StatusCode, headers, body);
    }

    /// <summary>Whether an address answers with success; false also if nobody listens.</summary>
    public async ValueTask<bool> IsSuccessAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
