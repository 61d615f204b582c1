namespace CausalGateway.Gateway.Configuration;

/// <summary>One key of the ring that signs bookmarks.</summary>
internal sealed record SigningKeyOptions
{
    /// <summary>The fewest bytes of UTF-8 that a secret may have: the size of the hash that it keys.</summary>
    public const int ShortestSecret = 32;

    /// <summary>What a bookmark names the key by, unique in the ring: 1 to 64 of <c>A-Z a-z 0-9 - _</c></summary>
    public required string Id { get; init; }

    /// <summary>The secret, at least <see cref="ShortestSecret"/> bytes of UTF-8.</summary>
    public required SecretText Secret { get; init; }
}
