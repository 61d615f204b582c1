using CausalGateway.Abstractions;
using StackExchange.Redis;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Remembers sessions in Redis, shared by all instances. One round trip and one script a call.</summary>
/// <remarks>
/// <para>The shape in Redis:</para>
/// <list type="table">
/// <item><term><c>cg:{bN.COUNT}:s:HASH</c></term><description>the record of one (principal, session, cluster): a hash, which Redis
/// expires when it has not been used for the time to live. <see cref="RedisKeyspace"/> says how the key is made.</description></item>
/// <item><term>field <c>p</c> + id</term><description>a position entry. <see cref="SessionEntryCodec"/> says what it looks
/// like.</description></item>
/// </list>
/// <para>Reserved for later: field <c>m</c> + id for the mark of a write in progress, and <c>cg:{bN.COUNT}:epoch</c> and
/// <c>cg:{bN.COUNT}:floor</c> for what a bucket has surely not lost. They share the slot of the bucket's records, so a script
/// reads and writes them together. A field that is not known fails the read: an instance that skipped what a later version
/// wrote would break that version's promises.</para>
/// <para>Every script writes, or tries to (<c>PEXPIRE</c> of a record, even one that is missing): Redis refuses that on a server
/// that has become a replica, whose "there is no record" must not be believed. Every script is atomic, and safe to run when
/// its caller has long given up.</para>
/// </remarks>
internal sealed class RedisSessionStore : ISessionStore, IAsyncDisposable
{
    private const string ReadScript =
        """
        if redis.call('PEXPIRE', KEYS[1], ARGV[1]) == 0 then return {} end
        return redis.call('HGETALL', KEYS[1])
        """;

    // HSETNX, because an id that exists already must fail loudly rather than overwrite; first, because only it can run out of memory.
    private const string AppendScript =
        """
        if redis.call('HSETNX', KEYS[1], ARGV[2], ARGV[3]) == 0 then return 0 end
        for i = 4, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        return 1
        """;

    private const string ProbeScript = "redis.call('DEL', KEYS[1]) return 1";

    private readonly RedisConnection _connection;
    private readonly RedisKeyspace _keyspace;
    private readonly RedisValue _timeToLive;
    private readonly RedisValue[] _readArguments;

    /// <param name="options">Valid options that name a Redis.</param>
    public RedisSessionStore(SessionStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Redis);
        _connection = new RedisConnection(options.Redis, options.CallTimeout);
        _keyspace = new RedisKeyspace(options.Buckets);
        _timeToLive = (long)options.TimeToLive.TotalMilliseconds;
        _readArguments = [_timeToLive];
    }

    public async ValueTask<SessionRecord> ReadAsync(
        SessionAddress address, IPositionCodec codec, CancellationToken cancellationToken)
    {
        var reply = await _connection.ScriptEvaluateAsync(
            ReadScript, [_keyspace.RecordKey(address)], _readArguments, cancellationToken);
        return Parse(reply, codec);
    }

    public async ValueTask AppendAsync(
        SessionAddress address,
        IPositionCodec codec,
        CausalDependency dependency,
        IReadOnlyList<EntryId> subsumed,
        CancellationToken cancellationToken)
    {
        var entry = new SessionEntry(EntryId.NewRandom(), SessionEntryKind.Position, StoreEpoch.None, dependency);
        var arguments = new RedisValue[3 + subsumed.Count];
        arguments[0] = _timeToLive;
        arguments[1] = SessionEntryCodec.FieldOf(entry.Kind, entry.Id);
        arguments[2] = SessionEntryCodec.BodyOf(entry, codec);
        for (var i = 0; i < subsumed.Count; i++)
        {
            arguments[3 + i] = SessionEntryCodec.FieldOf(SessionEntryKind.Position, subsumed[i]);
        }

        var reply = await _connection.ScriptEvaluateAsync(
            AppendScript, [_keyspace.RecordKey(address)], arguments, cancellationToken);
        ExpectDone(reply);
    }

    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        var reply = await _connection.ScriptEvaluateAsync(ProbeScript, [_keyspace.ProbeKey], [], cancellationToken);
        ExpectDone(reply);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static SessionRecord Parse(RedisResult reply, IPositionCodec codec)
    {
        var fields = FieldsOf(reply);
        if (fields.Length == 0)
        {
            return SessionRecord.Empty;
        }

        if (fields.Length % 2 != 0)
        {
            throw new SessionStoreException(SessionStoreFailure.Corrupt);
        }

        var entries = new SessionEntry[fields.Length / 2];
        for (var i = 0; i < entries.Length; i++)
        {
            byte[]? field = fields[2 * i];
            byte[]? body = fields[(2 * i) + 1];
            if (!SessionEntryCodec.TryRead(field, body, codec, out var entry))
            {
                throw new SessionStoreException(SessionStoreFailure.Corrupt);
            }

            entries[i] = entry;
        }

        return SessionRecord.Of(entries);
    }

    private static RedisValue[] FieldsOf(RedisResult reply)
    {
        try
        {
            return (RedisValue[]?)reply ?? throw new SessionStoreException(SessionStoreFailure.Corrupt);
        }
        catch (InvalidCastException exception)
        {
            throw new SessionStoreException(SessionStoreFailure.Corrupt, exception);
        }
    }

    private static void ExpectDone(RedisResult reply)
    {
        try
        {
            if ((long)reply == 1)
            {
                return;
            }
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException)
        {
            throw new SessionStoreException(SessionStoreFailure.Corrupt, exception);
        }

        throw new SessionStoreException(SessionStoreFailure.Corrupt);
    }
}
