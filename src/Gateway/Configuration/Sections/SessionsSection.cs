namespace CausalGateway.Gateway.Configuration;

/// <summary>The section <c>Gateway:Sessions</c>.</summary>
internal static class SessionsSection
{
    public static readonly TypedSetting<SecretText?> Redis = new("Redis")
    {
        Help = "The Redis that keeps session state; several instances need one in common",
        Kind = "connection string",
        DefaultText = "state is kept in the process",
        Secret = true,
        Parse = text => new SecretText(text),
    };

    public static readonly TypedSetting<TimeSpan> TimeToLive = SettingKinds.Duration(
        "TimeToLive",
        "How long a session is remembered after its last use",
        TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));

    public static readonly TypedSetting<TimeSpan> CallTimeout = SettingKinds.Duration(
        "CallTimeout",
        "How long one call to the store may take",
        TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30));

    public static readonly TypedSetting<string> OnStoreFailure = SettingKinds.Choice(
        "OnStoreFailure",
        "What happens to requests that need the store while it is down",
        "fail",
        ["fail"],
        planned: ["primary"]);

    public static readonly TypedGroup<SigningKeyOptions> SigningKeys = new("SigningKeys")
    {
        KeyPlaceholder = "<n>",
        Schema = SigningKeySection.Schema,
        Read = SigningKeySection.Read,
    };

    public static readonly Schema Schema = new([Redis, TimeToLive, CallTimeout, OnStoreFailure, SigningKeys]);

    public static SessionsOptions Read(SectionReader reader)
    {
        var keys = reader.ReadListed(SigningKeys);
        UniqueRule.Check(keys, SigningKeySection.Id, key => key.Id, reader.Mistakes);
        return new SessionsOptions
        {
            Redis = reader.Read(Redis),
            TimeToLive = reader.Read(TimeToLive),
            CallTimeout = reader.Read(CallTimeout),
            OnStoreFailure = reader.Read(OnStoreFailure),
            SigningKeys = [.. keys.Select(key => key.Value)],
        };
    }
}
