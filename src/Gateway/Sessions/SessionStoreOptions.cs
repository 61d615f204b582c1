namespace CausalGateway.Gateway.Sessions;

/// <summary>Where sessions are remembered, and for how long.</summary>
internal sealed class SessionStoreOptions
{
    public static readonly TimeSpan MinTimeToLive = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxTimeToLive = TimeSpan.FromDays(365);
    public static readonly TimeSpan MinCallTimeout = TimeSpan.FromMilliseconds(1);
    public static readonly TimeSpan MaxCallTimeout = TimeSpan.FromMinutes(1);
    public const int MaxBuckets = 16384;

    /// <summary>
    /// The configuration string of Redis, as StackExchange.Redis reads it (<c>host:port,password=...,ssl=true</c>); null (the
    /// default) keeps the sessions in this process, which is right for a single instance only.
    /// </summary>
    public string? Redis { get; set; }

    /// <summary>
    /// How long a record outlives its last use: 1 hour by default, 1 second to 365 days. A replica that lags longer than this
    /// could be read by a session whose record has expired.
    /// </summary>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a call to Redis may take, connecting included: 500 ms by default, 1 ms to 1 minute.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Over how many hash slots of a Redis Cluster the records are spread: 64 by default, 1 to 16384. Every instance must say
    /// the same; changing it is losing all records.
    /// </summary>
    public int Buckets { get; set; } = 64;

    /// <summary>
    /// How many records the in-process store holds (about half a kilobyte each): 1,000,000 by default, at least 1. A full store
    /// refuses further sessions until a record expires; it drops none before its time.
    /// </summary>
    public int MaxRecords { get; set; } = 1_000_000;

    /// <summary>Says everything that is wrong with these options; nothing if they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [];
        if (Redis is not null && !RedisConnection.IsConfiguration(Redis))
        {
            errors.Add($"{nameof(Redis)} is not a configuration string with at least one host:port.");
        }

        if (TimeToLive < MinTimeToLive || TimeToLive > MaxTimeToLive)
        {
            errors.Add($"{nameof(TimeToLive)} must lie between {MinTimeToLive} and {MaxTimeToLive}.");
        }

        if (CallTimeout < MinCallTimeout || CallTimeout > MaxCallTimeout)
        {
            errors.Add($"{nameof(CallTimeout)} must lie between {MinCallTimeout} and {MaxCallTimeout}.");
        }

        if (Buckets is < 1 or > MaxBuckets)
        {
            errors.Add($"{nameof(Buckets)} must lie between 1 and {MaxBuckets}.");
        }

        if (MaxRecords < 1)
        {
            errors.Add($"{nameof(MaxRecords)} must be at least 1.");
        }

        return errors;
    }
}
