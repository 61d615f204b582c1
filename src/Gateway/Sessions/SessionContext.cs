using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>What a request depends on, and where that came from.</summary>
internal sealed record SessionContext
{
    /// <summary>The key that the client sent, if any.</summary>
    public SessionKey? Key { get; init; }

    /// <summary>The merge of the bookmarks that came; empty if none came.</summary>
    public Bookmark Bookmark { get; init; } = Bookmark.Empty;

    /// <summary>Whether a bookmark came: read positions then travel in the one that goes back.</summary>
    public bool HasBookmark { get; init; }

    /// <summary>What the store knew, or null if it was not asked.</summary>
    public SessionRecord? Record { get; init; }

    /// <summary>What the answer must not fall behind: record and bookmarks merged; null for nothing.</summary>
    public CausalDependency? Dependency { get; init; }
}
