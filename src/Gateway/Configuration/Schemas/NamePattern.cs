using System.Buffers;

namespace CausalGateway.Gateway.Configuration;

/// <summary>Which names are allowed: 1 to 64 characters of an alphabet.</summary>
internal sealed class NamePattern
{
    private const int Longest = 64;
    private const string LowerAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private readonly SearchValues<char> _alphabet;

    private NamePattern(string alphabet, string shown)
    {
        _alphabet = SearchValues.Create(alphabet);
        Description = $"1 to {Longest} characters of {shown}";
    }

    /// <summary>
    /// Names of clusters and servers, in one spelling only: they stand in keys of the store, receipts and metrics.
    /// </summary>
    public static NamePattern Topology { get; } = new(LowerAndDigits + "-_.", "a-z 0-9 - _ .");

    /// <summary>Names that fit into a URL's path and into a bookmark as they are.</summary>
    public static NamePattern UrlSegment { get; } = new(LowerAndDigits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_", "A-Z a-z 0-9 - _");

    /// <summary>The rule in words.</summary>
    public string Description { get; }

    public bool Matches(string name) => name.Length is >= 1 and <= Longest && !name.AsSpan().ContainsAnyExcept(_alphabet);
}
