using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>What a store knew of one session at one moment.</summary>
/// <param name="Dependency">
/// The merge of all entries; null if there was no entry, which says nothing about why: a session that is new, one that has
/// expired and one that the store has lost look the same.
/// </param>
/// <param name="Merged">
/// The ids of the entries that were merged. Whoever appends something that covers <paramref name="Dependency"/> hands them to
/// <see cref="ISessionStore.AppendAsync"/> as subsumed.
/// </param>
internal sealed record SessionRecord(CausalDependency? Dependency, IReadOnlyList<EntryId> Merged)
{
    public static SessionRecord Empty { get; } = new(null, []);

    public static SessionRecord Of(ReadOnlySpan<SessionEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return Empty;
        }

        CausalDependency? dependency = null;
        var merged = new EntryId[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            dependency = CausalDependency.Merge(dependency, entries[i].Dependency);
            merged[i] = entries[i].Id;
        }

        return new SessionRecord(dependency, merged);
    }
}
