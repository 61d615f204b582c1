using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CausalGateway.Functional;

/// <summary>What tests against the shared gateway have in common.</summary>
public abstract class GatewayTests(SharedGateway shared) : IAsyncLifetime
{
    protected const string Database = ServerSet.Database;
    protected const string QueryPath = $"/v1/{Database}/query";

    /// <summary>Writes JSON without the escapes that it could do without.</summary>
    protected static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected SharedGateway Shared => shared;

    protected ServerSet Servers => shared.Servers;

    protected GatewayClient Client => shared.Gateway.Client;

    public async ValueTask InitializeAsync() => await shared.StartAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>A name that no other test uses.</summary>
    protected static string NewName(string prefix = "t") => $"{prefix}_{Guid.NewGuid():N}"[..20];

    /// <summary>JSON without the escapes that it could do without.</summary>
    protected static string Text(JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";

    /// <summary>Posts a body as it is.</summary>
    protected Task<GatewayAnswer> PostAsync(string json, string? session = null, string? bookmark = null) =>
        Client.PostAsync(QueryPath, json, session, bookmark, Token);

    protected Task<GatewayAnswer> QueryAsync(object request, string? session = null, string? bookmark = null) =>
        Client.QueryAsync(Database, request, session, bookmark, Token);

    /// <summary>A query as a message, for whatever has no method here.</summary>
    protected static HttpRequestMessage NewQuery(string sql) => new(HttpMethod.Post, QueryPath)
    {
        Content = new StringContent(JsonSerializer.Serialize(new { sql }), new MediaTypeHeaderValue("application/json")),
    };

    /// <summary>Runs a statement with parameters and nothing else.</summary>
    protected Task<GatewayAnswer> RunAsync(string sql, params object?[] parameters) =>
        QueryAsync(new { sql, @params = parameters });

    /// <summary>Runs a statement that must succeed.</summary>
    protected async Task<GatewayAnswer> SucceedAsync(string sql, string? session = null, string? bookmark = null)
    {
        var answer = await QueryAsync(new { sql }, session, bookmark);
        Assert.True(answer.IsSuccess, $"{answer.Status} {answer.Body}");
        return answer;
    }

    /// <summary>Makes a table that every server shows, and returns its name.</summary>
    protected async Task<string> CreateTableAsync(string columns)
    {
        var table = NewName();
        await SucceedAsync($"create table {table} ({columns})");
        await Servers.WaitForReplayAsync(Token);
        return table;
    }

    /// <summary>How many rows the primary's table has.</summary>
    protected Task<long> CountAsync(string table) =>
        Servers.CountAsync(Servers.Primary, table, Token);
}
