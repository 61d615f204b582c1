namespace CausalGateway.Gateway.Configuration;

/// <summary>Where session state is kept, for how long, and what signs bookmarks.</summary>
internal sealed record SessionsOptions
{
    /// <summary>How to reach Redis. Default null: state is kept in this process, which suits a single instance only.</summary>
    public SecretText? Redis { get; init; }

    /// <summary>How long a session is remembered after its last use. Default 1 h, 1 min to 30 days.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long one call to the store may take. Default 500 ms, 10 ms to 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// What happens to requests that need the store while it is down. Default <c>fail</c>, the only one available.
    /// </summary>
    public string OnStoreFailure { get; init; } = "fail";

    /// <summary>
    /// The keys of bookmarks: the first signs, all verify. Default none: bookmarks are signed with a random key and end with the
    /// process.
    /// </summary>
    public IReadOnlyList<SigningKeyOptions> SigningKeys { get; init; } = [];
}
