using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Topology;
using Microsoft.Extensions.Primitives;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Reads and signs bookmarks for the API, with its problems.</summary>
internal sealed class BookmarkReader(BookmarkSigner signer)
{
    /// <summary>
    /// What a request's bookmarks, merged, must leave free for the positions that its answer adds: it must not turn out only
    /// after a commit that the bookmark cannot be written.
    /// </summary>
    private const int Reserve = 1024;

    /// <summary>The merge of all values of the header.</summary>
    /// <exception cref="GatewayException">One is not a bookmark of this installation.</exception>
    public Bookmark ReadAll(StringValues values)
    {
        var merged = Bookmark.Empty;
        var length = 0;
        foreach (var value in values)
        {
            // Proxies may join repeated headers with commas; a bookmark contains none.
            foreach (var text in (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                merged = merged.Merge(Read(text));
                length += text.Length;
            }
        }

        // A merge is at most as long as what was merged.
        return length <= BookmarkSigner.MaxLength - Reserve ? merged : throw TooLong();
    }

    /// <exception cref="GatewayException">It is not a bookmark of this installation.</exception>
    public Bookmark Read(string text) => signer.Verify(text, out var bookmark) switch
    {
        BookmarkVerdict.Valid => bookmark!,
        BookmarkVerdict.UnknownKey => throw new GatewayException(
            ErrorCode.InvalidBookmark, "The bookmark was signed with a key that this gateway does not have."),
        BookmarkVerdict.BadSignature => throw new GatewayException(
            ErrorCode.InvalidBookmark, "The bookmark's signature does not fit its content."),
        _ => throw new GatewayException(ErrorCode.InvalidBookmark, "That is not a bookmark."),
    };

    /// <summary>What a bookmark says of a cluster; null if nothing.</summary>
    /// <exception cref="GatewayException">It says something that cannot be understood.</exception>
    public static CausalDependency? DependencyOn(Cluster cluster, Bookmark bookmark) =>
        bookmark.TryRead(cluster.Name, cluster.Engine.Positions, out var dependency)
            ? dependency
            : throw new GatewayException(
                ErrorCode.InvalidBookmark, "The bookmark's position of this database cannot be understood here.");

    /// <exception cref="GatewayException">Too many bookmarks were merged into it.</exception>
    public string Sign(Bookmark bookmark) => signer.TrySign(bookmark, out var text)
        ? text
        : throw TooLong();

    private static GatewayException TooLong() =>
        GatewayException.InvalidRequest("The merged bookmarks are too long; send only the last one you got.");
}
