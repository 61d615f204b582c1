using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>One immutable fact of a session's record: it is added and deleted, never changed.</summary>
/// <param name="Id">Names the entry within its record.</param>
/// <param name="Kind">What the entry says.</param>
/// <param name="Epoch">The epoch of the store in which it was written.</param>
/// <param name="Dependency">What the session depends on.</param>
internal sealed record SessionEntry(EntryId Id, SessionEntryKind Kind, StoreEpoch Epoch, CausalDependency Dependency);
