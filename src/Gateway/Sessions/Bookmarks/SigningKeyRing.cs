using System.Buffers.Text;
using System.Security.Cryptography;

namespace CausalGateway.Gateway.Sessions;

/// <summary>The keys that bookmarks may be signed with: the first one signs, every one verifies. Immutable.</summary>
/// <remarks>
/// Rotation without a refused bookmark: add the new key behind the old one everywhere, then put it first everywhere, and
/// remove the old one when nobody holds its bookmarks any more.
/// </remarks>
internal sealed class SigningKeyRing
{
    private readonly SigningKey[] _keys;

    /// <exception cref="ArgumentException"><see cref="Validate"/> finds something wrong.</exception>
    public SigningKeyRing(IReadOnlyList<SigningKey> keys)
    {
        var errors = Validate(keys);
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(keys));
        }

        _keys = [.. keys];
    }

    /// <summary>The key that signs.</summary>
    public SigningKey Current => _keys[0];

    /// <summary>
    /// A ring of one random key, for a single instance without configured ones. No other process, nor this one after a restart,
    /// accepts what it signs; whoever uses it says so in the log.
    /// </summary>
    public static SigningKeyRing CreateEphemeral()
    {
        Span<byte> id = stackalloc byte[9];
        RandomNumberGenerator.Fill(id);
        var secret = RandomNumberGenerator.GetBytes(SigningKey.MinSecretLength);
        return new SigningKeyRing([new SigningKey("ephemeral-" + Base64Url.EncodeToString(id), secret)]);
    }

    /// <summary>Says everything that is wrong with the keys; nothing if they make a ring. Never shows a secret.</summary>
    public static IReadOnlyList<string> Validate(IReadOnlyList<SigningKey> keys)
    {
        List<string> errors = [];
        if (keys.Count == 0)
        {
            errors.Add("At least one signing key is needed.");
        }

        HashSet<string> seen = [];
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i];
            if (key.Id.Length is 0 or > SigningKey.MaxIdLength || key.Id.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                errors.Add(
                    $"The id of signing key {i + 1} must be 1 to {SigningKey.MaxIdLength} printable ASCII characters without spaces.");
            }
            else if (!seen.Add(key.Id))
            {
                errors.Add($"Two signing keys have the id '{key.Id}'.");
            }

            if (key.Secret.Length < SigningKey.MinSecretLength)
            {
                errors.Add($"The secret of signing key {i + 1} is shorter than {SigningKey.MinSecretLength} bytes.");
            }
        }

        return errors;
    }

    /// <summary>The key of that id; null if the ring has none.</summary>
    internal SigningKey? Find(ReadOnlySpan<byte> id)
    {
        foreach (var key in _keys)
        {
            if (key.IdBytes.SequenceEqual(id))
            {
                return key;
            }
        }

        return null;
    }
}
