using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace CausalGateway.Gateway.Sessions;

/// <summary>The name that a client gives its session, valid by construction: 1 to 128 printable ASCII characters.</summary>
/// <remarks>
/// Spaces are allowed inside but not at the ends: HTTP strips them from a header's value, and the key would silently become
/// another session's. A key is no secret and grants nothing: it only counts together with its principal.
/// </remarks>
internal readonly record struct SessionKey
{
    public const int MaxLength = 128;

    private const int RandomBytes = 18;

    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    private SessionKey(string value) => Value = value;

    public string Value { get; }

    /// <summary>A key that nobody has used: <c>s_</c> and 18 random bytes in base64url.</summary>
    public static SessionKey NewRandom()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        Span<char> text = stackalloc char[Base64Url.GetEncodedLength(RandomBytes)];
        Base64Url.EncodeToChars(random, text);
        return new SessionKey(string.Concat("s_", text));
    }

    /// <summary>Accepts what a client sent, unchanged, if it is a key at all.</summary>
    public static bool TryParse(string? text, out SessionKey key)
    {
        if (text is not { Length: > 0 and <= MaxLength } || text[0] == ' ' || text[^1] == ' '
            || text.AsSpan().ContainsAnyExcept(Printable))
        {
            key = default;
            return false;
        }

        key = new SessionKey(text);
        return true;
    }

    public override string ToString() => Value;
}
