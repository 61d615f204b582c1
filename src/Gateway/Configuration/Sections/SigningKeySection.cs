using System.Text;

namespace CausalGateway.Gateway.Configuration;

/// <summary>A section <c>Gateway:Sessions:SigningKeys:&lt;n&gt;</c>.</summary>
internal static class SigningKeySection
{
    public static readonly TypedSetting<string> Id = SettingKinds.Name(
        "Id",
        "What a bookmark names its key by; the first key signs, all of them verify",
        NamePattern.UrlSegment);

    public static readonly TypedSetting<SecretText> Secret = new("Secret")
    {
        Help = "The key itself; without any key, bookmarks are signed with a random one and end with the process",
        Kind = "text",
        Range = $"at least {SigningKeyOptions.ShortestSecret} bytes of UTF-8",
        Required = true,
        Secret = true,
        Parse = text => Encoding.UTF8.GetByteCount(text) >= SigningKeyOptions.ShortestSecret
            ? new SecretText(text)
            : new Mistake($"must have at least {SigningKeyOptions.ShortestSecret} bytes of UTF-8"),
    };

    public static readonly Schema Schema = new([Id, Secret]);

    public static SigningKeyOptions Read(SectionReader reader) => new()
    {
        Id = reader.Read(Id),
        Secret = reader.Read(Secret),
    };
}
