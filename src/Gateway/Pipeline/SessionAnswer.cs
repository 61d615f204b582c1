using System.Text.Json;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>What the client is told of its session: in the headers where they are still open, and always in the body.</summary>
/// <param name="Key">The session's key, or null if the request belongs to none.</param>
/// <param name="Bookmark">The signed bookmark to send next time, or null if there is nothing to remember.</param>
/// <param name="Recorded">Whether the store remembers under the key all that the bookmark says.</param>
internal sealed record SessionAnswer(string? Key, string? Bookmark, bool Recorded)
{
    public const string KeyHeader = "Causal-Session";
    public const string BookmarkHeader = "Causal-Bookmark";

    public void WriteHeaders(IHeaderDictionary headers)
    {
        if (Key is not null)
        {
            headers[KeyHeader] = Key;
        }

        if (Bookmark is not null)
        {
            headers[BookmarkHeader] = Bookmark;
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("key", Key);
        json.WriteString("bookmark", Bookmark);
        json.WriteBoolean("recorded", Recorded);
        json.WriteEndObject();
    }
}
