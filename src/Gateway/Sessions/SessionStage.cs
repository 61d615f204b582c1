using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Pipeline;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Finds out what a request depends on, and remembers what its answer has shown or written.</summary>
internal sealed class SessionStage(ISessionStore store, BookmarkReader bookmarks, ILogger<SessionStage> log)
{
    /// <summary>Beyond that, a session's position is joined by what the primary has: it would grow with every write.</summary>
    private const int MostFragments = 16;

    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    /// <summary>Reads the headers, and the record where the level or a write needs it.</summary>
    /// <exception cref="GatewayException">A header is not valid, or the store is away and nothing may be assumed.</exception>
    public async ValueTask<SessionContext> OpenAsync(QueryContext query)
    {
        var headers = query.Http.Request.Headers;
        var values = headers[SessionAnswer.BookmarkHeader];
        var session = new SessionContext
        {
            Key = ReadKey(headers),
            Bookmark = bookmarks.ReadAll(values),
            HasBookmark = values.Count > 0,
        };
        var fromBookmark = BookmarkReader.DependencyOn(query.Database.Cluster, session.Bookmark);
        if (session.Key is not { } key || (!query.Writes && query.Level != ConsistencyLevel.Session))
        {
            return session with { Dependency = fromBookmark };
        }

        var record = await ReadRecordAsync(query, key);
        return session with { Record = record, Dependency = CausalDependency.Merge(record.Dependency, fromBookmark) };
    }

    /// <summary>What a bookmark in the body says of the query's cluster.</summary>
    /// <exception cref="GatewayException">It is not one of this installation's.</exception>
    public CausalDependency? ReadAccepted(QueryContext query, string text) =>
        BookmarkReader.DependencyOn(query.Database.Cluster, bookmarks.Read(text));

    /// <summary>Signs a bookmark of one position, to be accepted in place of a lost one.</summary>
    public string SignAccepted(QueryContext query, ReplicationPosition position)
    {
        var cluster = query.Database.Cluster;
        return bookmarks.Sign(Bookmark.Empty.With(cluster.Name, cluster.Engine.Positions, new CausalDependency(position)));
    }

    /// <summary>Puts an accepted dependency in the place of everything that the session depended on.</summary>
    public async ValueTask<SessionContext> ReplaceAsync(QueryContext query, CausalDependency accepted)
    {
        var session = query.Session;
        var cluster = query.Database.Cluster;
        if (session is { Key: { } key, Record: { } record })
        {
            await AppendAsync(query, key, accepted, record.Merged, StatementOutcome.NotApplied);
            // Read again: a request beside this one may have recorded a write in the meantime, and that is not given up.
            var now = await ReadRecordAsync(query, key);
            session = session with { Record = now };
            accepted = CausalDependency.Merge(now.Dependency, accepted)!;
        }

        return session with
        {
            Dependency = accepted,
            Bookmark = session.Bookmark.With(cluster.Name, cluster.Engine.Positions, accepted),
        };
    }

    /// <summary>Remembers what an answer has shown, before the answer ends.</summary>
    /// <param name="query">The request.</param>
    /// <param name="position">The upper bound of what was shown; null at levels that remember nothing.</param>
    /// <param name="incarnation">Who showed it.</param>
    /// <exception cref="GatewayException">It could not be remembered, so the answer must not be given.</exception>
    public async ValueTask<SessionAnswer> RecordReadAsync(
        QueryContext query, ReplicationPosition? position, ServerIncarnation incarnation)
    {
        var session = query.Session;
        if (position is null)
        {
            return Answer(query, session.Key, session.Dependency, recorded: false);
        }

        var advances = session.Dependency is not { } known || !known.Position.Covers(position)
            || !WitnessShows(query, known, incarnation);
        var next = Advance(query, new CausalDependency(position, null, incarnation), advances);
        if (session.Key is not { } key || session.HasBookmark)
        {
            return Answer(query, session.Key, next, recorded: false);
        }

        if (query.Level == ConsistencyLevel.Strong && !query.Writes)
        {
            return Answer(query, key, next, await TryAppendAsync(query, key, next));
        }

        if (advances)
        {
            await AppendAsync(query, key, next, session.Record!.Merged, StatementOutcome.NotApplied);
        }

        return Answer(query, key, next, recorded: true);
    }

    /// <summary>Records a committed write, before its answer.</summary>
    /// <exception cref="GatewayException">It could not be recorded; the outcome says that it was applied.</exception>
    public async ValueTask<SessionAnswer> RecordWriteAsync(QueryContext query, ExecutionResult result)
    {
        var written = new CausalDependency(result.Position!, result.BeforeCommit, result.Incarnation);
        var next = Advance(query, written, advances: true);
        var session = query.Session;
        var key = session.Key ?? (session.HasBookmark ? null : SessionKey.NewRandom());
        // A problem that follows carries the bookmark too: it is then all that remembers the write.
        var answer = query.SessionAnswer = Answer(query, key, next, recorded: false);
        if (key is not { } recordUnder)
        {
            return answer;
        }

        if (session.Key is null)
        {
            // Nobody asked for the key: without the store there is none, and the bookmark remembers the write.
            return await TryAppendAsync(query, recordUnder, next) ? answer with { Recorded = true } : answer with { Key = null };
        }

        await AppendAsync(query, recordUnder, next, session.Record?.Merged ?? [], StatementOutcome.Applied);
        return answer with { Recorded = true };
    }

    /// <summary>What the session depends on after an answer.</summary>
    private static CausalDependency Advance(QueryContext query, CausalDependency shown, bool advances)
    {
        if (query.Session.Dependency is not { } known || !advances)
        {
            return query.Session.Dependency ?? shown;
        }

        var merged = CausalDependency.Merge(known, shown)!;
        // A server that was proved to cover what was known before is a witness for all of it.
        var proved = query.Writes || query.Level == ConsistencyLevel.Session;
        return Join(query, proved ? merged with { Witness = shown.Witness } : merged);
    }

    /// <summary>
    /// Whether the session's witness shows what another server has shown, which adds nothing to the position. The position is an
    /// upper bound of what the witness showed: transactions that it still hid belong to it, and the other server may have
    /// shown them.
    /// </summary>
    private static bool WitnessShows(QueryContext query, CausalDependency known, ServerIncarnation other)
    {
        if (!known.Witness.IsKnown || known.Witness == other)
        {
            return true;
        }

        var servers = query.Database.Cluster.Servers;
        for (var i = 0; i < servers.Count; i++)
        {
            if (servers[i].Observation is { } observation && observation.Incarnation == known.Witness)
            {
                return observation.Reached?.Covers(known.Position) == true;
            }
        }

        return false;
    }

    /// <summary>
    /// A position of many pieces, which sparse writes leave behind on some engines, with the transactions between them, as far
    /// as the primary has them. What is added is the primary's to witness, and nobody else's.
    /// </summary>
    private static CausalDependency Join(QueryContext query, CausalDependency dependency)
    {
        if (dependency.Position.Fragments <= MostFragments
            || query.Database.Cluster.Snapshot.Primary?.Observation is not { Healthy: true, Reached: { } reached } primary)
        {
            return dependency;
        }

        var joined = dependency.Position.Merge(reached);
        return joined.Fragments >= dependency.Position.Fragments
            ? dependency
            : dependency with
            {
                Position = joined,
                Witness = dependency.Witness == primary.Incarnation ? dependency.Witness : ServerIncarnation.None,
            };
    }

    private SessionAnswer Answer(QueryContext query, SessionKey? key, CausalDependency? dependency, bool recorded)
    {
        var bookmark = query.Session.Bookmark;
        if (dependency is not null)
        {
            var cluster = query.Database.Cluster;
            bookmark = bookmark.With(cluster.Name, cluster.Engine.Positions, dependency);
        }

        return new SessionAnswer(key?.Value, bookmark.IsEmpty ? null : bookmarks.Sign(bookmark), recorded);
    }

    private static SessionKey? ReadKey(IHeaderDictionary headers)
    {
        var values = headers[SessionAnswer.KeyHeader];
        if (values.Count == 0)
        {
            return null;
        }

        return values.Count == 1 && SessionKey.TryParse(values[0], out var key)
            ? key
            : throw GatewayException.InvalidRequest(
                $"The header {SessionAnswer.KeyHeader} must be one value of 1 to {SessionKey.MaxLength} printable ASCII characters.");
    }

    private async ValueTask<SessionRecord> ReadRecordAsync(QueryContext query, SessionKey key)
    {
        try
        {
            return await store.ReadAsync(AddressOf(query, key), query.Database.Cluster.Engine.Positions, query.Cancelled);
        }
        catch (SessionStoreException e)
        {
            throw Unavailable(e, StatementOutcome.NotApplied);
        }
    }

    private async ValueTask AppendAsync(
        QueryContext query, SessionKey key, CausalDependency next, IReadOnlyList<EntryId> subsumed, StatementOutcome outcome)
    {
        try
        {
            // Not the client's token: what was committed is recorded also for a client that has gone.
            await store.AppendAsync(
                AddressOf(query, key), query.Database.Cluster.Engine.Positions, next, subsumed, CancellationToken.None);
        }
        catch (SessionStoreException e)
        {
            if (outcome == StatementOutcome.Applied)
            {
                log.WriteNotRecorded(query.Database.Cluster.Name, e.Message);
            }

            throw Unavailable(e, outcome);
        }
    }

    private async ValueTask<bool> TryAppendAsync(QueryContext query, SessionKey key, CausalDependency next)
    {
        try
        {
            await AppendAsync(query, key, next, [], StatementOutcome.NotApplied);
            return true;
        }
        catch (GatewayException)
        {
            return false;
        }
    }

    private static SessionAddress AddressOf(QueryContext query, SessionKey key) =>
        new(query.Principal.Name, key, query.Database.Cluster.Name);

    private GatewayException Unavailable(SessionStoreException error, StatementOutcome outcome)
    {
        log.SessionStoreFailed(error.Message);
        return new GatewayException(ErrorCode.StoreUnavailable, error.Message, error)
        {
            Outcome = outcome,
            Retryable = outcome == StatementOutcome.NotApplied,
            RetryAfter = SoonAgain,
        };
    }
}
