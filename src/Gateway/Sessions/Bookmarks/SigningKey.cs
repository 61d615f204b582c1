using System.Text;

namespace CausalGateway.Gateway.Sessions;

/// <summary>A secret that bookmarks are signed with, and the name that they call it by.</summary>
/// <remarks>Not a record: its text form must never show the secret.</remarks>
internal sealed class SigningKey(string id, byte[] secret)
{
    public const int MaxIdLength = 64;
    public const int MinSecretLength = 32;

    private readonly byte[] _idBytes = Encoding.UTF8.GetBytes(id);

    /// <summary>Its name, which every bookmark carries in the open.</summary>
    public string Id { get; } = id;

    internal ReadOnlySpan<byte> IdBytes => _idBytes;

    internal ReadOnlySpan<byte> Secret => secret;

    /// <summary>A key whose secret is a text, taken as UTF-8: at least 32 bytes of it, best from a random generator.</summary>
    public static SigningKey FromText(string id, string secret) => new(id, Encoding.UTF8.GetBytes(secret));

    public override string ToString() => Id;
}
