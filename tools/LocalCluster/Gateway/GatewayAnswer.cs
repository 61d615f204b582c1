using System.Text.Json.Nodes;

namespace CausalGateway.LocalCluster.Gateway;

/// <summary>A gateway's complete answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Headers and trailers.</param>
/// <param name="Body">The body's text.</param>
public sealed record GatewayAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private JsonNode? _json;

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => _json ??= JsonNode.Parse(Body)!;

    /// <summary>Whether the status is a success.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The problem's code, or null.</summary>
    public string? Code => (string?)Json["code"];

    /// <summary>The problem's outcome, or null.</summary>
    public string? Outcome => (string?)Json["outcome"];

    /// <summary>The session's key, from the body.</summary>
    public string? Session => (string?)Json["session"]?["key"];

    /// <summary>The bookmark, from the body.</summary>
    public string? Bookmark => (string?)Json["session"]?["bookmark"];

    /// <summary>The receipt.</summary>
    public JsonNode Served => Json["served"] ?? throw new InvalidOperationException($"There is no receipt in: {Status} {Body}");

    /// <summary>The server that the receipt names.</summary>
    public string Server => (string)Served["server"]!;

    /// <summary>The role that the receipt names.</summary>
    public string Role => (string)Served["role"]!;

    /// <summary>The reason that the receipt names.</summary>
    public string Reason => (string)Served["reason"]!;

    /// <summary>The rows.</summary>
    public JsonArray Rows => Json["rows"] as JsonArray ?? throw new InvalidOperationException($"There are no rows in: {Status} {Body}");

    /// <summary>A column of the only row.</summary>
    public JsonNode? Value(string column) => Rows.Single()![column];
}
