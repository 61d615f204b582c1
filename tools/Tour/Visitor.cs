using System.Diagnostics;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Tour;

/// <summary>A client of the shop, with connections of its own. What it sends and gets is printed as it is.</summary>
internal sealed class Visitor(Shop shop, Department department, Screen screen) : IDisposable
{
    private const int LongestHeader = 72;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly GatewayClient _client = new(shop.Address);

    /// <summary>Asks and prints both the request and the answer.</summary>
    public async Task<GatewayAnswer> AskAsync(
        object request, string? session = null, string? bookmark = null, CancellationToken cancellationToken = default)
    {
        ShowRequest(request, session, bookmark);
        var started = Stopwatch.GetTimestamp();
        var answer = await AskSilentlyAsync(request, session, bookmark, cancellationToken);
        ShowAnswer(answer, Stopwatch.GetElapsedTime(started));
        return answer;
    }

    /// <summary>Asks and prints nothing.</summary>
    public Task<GatewayAnswer> AskSilentlyAsync(
        object request, string? session = null, string? bookmark = null, CancellationToken cancellationToken = default) =>
        _client.PostAsync(department.QueryPath, JsonSerializer.Serialize(request, Options), session, bookmark, cancellationToken);

    /// <summary>What a read would depend on, as the gateway tells without running it; both are printed.</summary>
    public async Task<string?> ExplainAsync(object request, string? bookmark, CancellationToken cancellationToken)
    {
        ShowRequest(request, bookmark: bookmark, path: department.ExplainPath);
        var answer = await _client.PostAsync(
            department.ExplainPath, JsonSerializer.Serialize(request, Options), bookmark: bookmark, cancellationToken: cancellationToken);
        var position = (string?)answer.Json["dependsOn"];
        screen.Answer($"{answer.Status} {(HttpStatusCode)answer.Status}", answer.IsSuccess);
        screen.Detail("dependsOn", position ?? "nothing");
        return position;
    }

    public void ShowRequest(object request, string? session = null, string? bookmark = null, string? path = null)
    {
        screen.Request($"POST {path ?? department.QueryPath}");
        if (session is not null)
        {
            screen.Detail("Causal-Session:", session);
        }

        if (bookmark is not null)
        {
            screen.Detail("Causal-Bookmark:", Shorten(bookmark));
        }

        screen.Detail(JsonSerializer.Serialize(request, Options));
    }

    public void ShowAnswer(GatewayAnswer answer, TimeSpan took)
    {
        screen.Answer(
            $"{answer.Status} {(HttpStatusCode)answer.Status}, {took.TotalMilliseconds:0} ms", answer.IsSuccess);
        if (!answer.IsSuccess)
        {
            screen.Detail(answer.Body);
            return;
        }

        foreach (var row in answer.Json["rows"]?.AsArray() ?? [])
        {
            screen.Detail("row", row!.ToJsonString(Options));
        }

        screen.Receipt(DescribeReceipt(answer, "server", "role", "position", "stalenessMs", "waitedMs", "reason"));
    }

    /// <summary>One more answer of many, in one line.</summary>
    public void ShowAnswerInShort(GatewayAnswer answer, TimeSpan took) => screen.Answer(
        $"{answer.Status} {(HttpStatusCode)answer.Status}, {took.TotalMilliseconds:0} ms: "
        + (answer.IsSuccess
            ? $"{answer.Value("status")}, port {answer.Value("port")}, {DescribeReceipt(answer, "server", "role", "reason")}"
            : answer.Body),
        answer.IsSuccess);

    public void Dispose() => _client.Dispose();

    private static string DescribeReceipt(GatewayAnswer answer, params ReadOnlySpan<string> members) =>
        string.Join(", ", members.ToArray().Select(name => $"{name} {Text(answer.Served[name])}"));

    private static string Text(JsonNode? value) => value?.ToString() ?? "unknown";

    private static string Shorten(string text) =>
        text.Length <= LongestHeader ? text : $"{text[..(LongestHeader - 12)]}...{text[^8..]} ({text.Length} characters)";
}
