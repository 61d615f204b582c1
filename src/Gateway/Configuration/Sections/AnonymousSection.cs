namespace CausalGateway.Gateway.Configuration;

/// <summary>The section <c>Gateway:Anonymous</c>.</summary>
internal static class AnonymousSection
{
    public static readonly TypedSetting<bool> AnyAddress =
        SettingKinds.Flag("AnyAddress", "Whether callers, all of them anonymous, may come from other machines");

    public static readonly Schema Schema = new([AnyAddress]);

    public static AnonymousOptions Read(SectionReader reader) => new() { AnyAddress = reader.Read(AnyAddress) };
}
