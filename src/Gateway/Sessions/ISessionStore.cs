using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Remembers what every session depends on, until it has been idle for the time to live. Thread-safe.</summary>
/// <remarks>
/// <para>A record is a set of immutable entries. Recording adds one and deletes those that the writer has read and merged into
/// it, so two writers cannot lose each other's position and neither needs a retry: what one has not read it does not delete.
/// Without concurrency a record holds one entry; with it, at most one for each writer that did not see the others.</para>
/// <para>Whatever goes wrong with the store is a <see cref="SessionStoreException"/>, within the call's deadline. No failure
/// looks like an empty record.</para>
/// </remarks>
internal interface ISessionStore
{
    /// <summary>Reads and merges all entries of a record and renews its time to live.</summary>
    /// <exception cref="SessionStoreException">The record could not be read, or not understood.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<SessionRecord> ReadAsync(SessionAddress address, IPositionCodec codec, CancellationToken cancellationToken);

    /// <summary>Adds <paramref name="dependency"/> to a record, deletes the subsumed entries and renews the time to live, atomically.</summary>
    /// <param name="address">The record; it is created if it does not exist.</param>
    /// <param name="codec">The codec of the cluster's engine.</param>
    /// <param name="dependency">What the session depends on from here on, besides the entries that stay.</param>
    /// <param name="subsumed">
    /// The entries to delete: those that were read and are covered by <paramref name="dependency"/>. One that is gone already is
    /// no error. Leaving some out is safe, and only leaves the record larger.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not necessarily the recording.</param>
    /// <remarks>
    /// <para>After a failure it is unknown whether the entry was added, or will be when a frozen store wakes up. Both are
    /// harmless: the session then waits for something that it really has written or seen.</para>
    /// <para>Two other needs are this same call. A record that has grown is compacted by appending its merge, subsuming
    /// everything that was read. Accepting the loss of a position replaces it: the accepted dependency is appended, subsuming
    /// everything that was read, although it does not cover it.</para>
    /// </remarks>
    /// <exception cref="SessionStoreException">It is not certain that the entry was added.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask AppendAsync(
        SessionAddress address,
        IPositionCodec codec,
        CausalDependency dependency,
        IReadOnlyList<EntryId> subsumed,
        CancellationToken cancellationToken);

    /// <summary>Completes if the store could read and record at this moment.</summary>
    /// <exception cref="SessionStoreException">It could not.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask ProbeAsync(CancellationToken cancellationToken);
}
