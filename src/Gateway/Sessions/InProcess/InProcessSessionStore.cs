using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Remembers sessions in this process: for a single instance, whose sessions end with it.</summary>
/// <remarks>
/// All records have one time to live, so the order in which they were used last is the order in which they expire: the list is
/// kept in it, every call takes a few expired records from its head, and there is no timer. The one lock is held for a look-up
/// and a move in that list; merging happens outside it.
/// </remarks>
internal sealed class InProcessSessionStore(SessionStoreOptions options, TimeProvider time) : ISessionStore
{
    // A call creates one record at most, so removing more than one keeps the expired from piling up.
    private const int RemovalsPerCall = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<SessionAddress, LinkedListNode<InProcessRecord>> _records = [];
    private readonly LinkedList<InProcessRecord> _byExpiry = [];
    private readonly long _timeToLive = (long)(options.TimeToLive.TotalSeconds * time.TimestampFrequency);
    private ulong _lastId;

    /// <summary>How many records are held, expired ones included that no call has removed yet.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _records.Count;
            }
        }
    }

    public ValueTask<SessionRecord> ReadAsync(
        SessionAddress address, IPositionCodec codec, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<SessionRecord>(cancellationToken);
        }

        var entries = ReadAndRenew(address);
        return new ValueTask<SessionRecord>(SessionRecord.Of(entries));
    }

    public ValueTask AppendAsync(
        SessionAddress address,
        IPositionCodec codec,
        CausalDependency dependency,
        IReadOnlyList<EntryId> subsumed,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return TryAppend(address, dependency, subsumed)
            ? ValueTask.CompletedTask
            : ValueTask.FromException(new SessionStoreException(SessionStoreFailure.Full));
    }

    public ValueTask ProbeAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : ValueTask.CompletedTask;

    private SessionEntry[] ReadAndRenew(SessionAddress address)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            RemoveSomeExpiredUnderLock(now);
            if (!_records.TryGetValue(address, out var node) || node.Value.ExpiresAt <= now)
            {
                return [];
            }

            RenewUnderLock(node, now);
            return node.Value.Entries;
        }
    }

    private bool TryAppend(SessionAddress address, CausalDependency dependency, IReadOnlyList<EntryId> subsumed)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            RemoveSomeExpiredUnderLock(now);
            if (!_records.TryGetValue(address, out var node))
            {
                if (_records.Count >= options.MaxRecords)
                {
                    return false;
                }

                node = _byExpiry.AddLast(new InProcessRecord(address));
                _records.Add(address, node);
            }
            else if (node.Value.ExpiresAt <= now)
            {
                node.Value.Entries = [];
            }

            var id = new EntryId(++_lastId);
            var entry = new SessionEntry(id, SessionEntryKind.Position, StoreEpoch.None, dependency);
            node.Value.Entries = Replace(node.Value.Entries, subsumed, entry);
            RenewUnderLock(node, now);
            return true;
        }
    }

    private void RenewUnderLock(LinkedListNode<InProcessRecord> node, long now)
    {
        node.Value.ExpiresAt = now + _timeToLive;
        _byExpiry.Remove(node);
        _byExpiry.AddLast(node);
    }

    private void RemoveSomeExpiredUnderLock(long now)
    {
        for (var i = 0; i < RemovalsPerCall && _byExpiry.First is { } oldest && oldest.Value.ExpiresAt <= now; i++)
        {
            _byExpiry.RemoveFirst();
            _records.Remove(oldest.Value.Address);
        }
    }

    private static SessionEntry[] Replace(SessionEntry[] entries, IReadOnlyList<EntryId> subsumed, SessionEntry added)
    {
        var staying = 0;
        foreach (var entry in entries)
        {
            staying += Contains(subsumed, entry.Id) ? 0 : 1;
        }

        var result = new SessionEntry[staying + 1];
        var at = 0;
        foreach (var entry in entries)
        {
            if (!Contains(subsumed, entry.Id))
            {
                result[at++] = entry;
            }
        }

        result[at] = added;
        return result;
    }

    private static bool Contains(IReadOnlyList<EntryId> ids, EntryId id)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids[i] == id)
            {
                return true;
            }
        }

        return false;
    }
}
