namespace CausalGateway.Gateway.Configuration;

/// <summary>The section <c>Gateway:Limits</c>.</summary>
internal static class LimitsSection
{
    private const long KiB = 1L << 10;
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;

    public static readonly TypedSetting<long> MaxBodyBytes =
        SettingKinds.Size("MaxBodyBytes", "The largest request body", byDefault: 16 * MiB, min: KiB, max: GiB);

    public static readonly TypedSetting<long> MaxHeldBackBytes = SettingKinds.Size(
        "MaxHeldBackBytes",
        "The largest answer to a write, which is held back until its position is recorded",
        byDefault: 16 * MiB, min: KiB, max: GiB);

    public static readonly TypedSetting<long> HeaderAnswerBytes = SettingKinds.Size(
        "HeaderAnswerBytes",
        "The largest answer to a read that has its bookmark and receipt in the headers too",
        byDefault: 64 * KiB, min: 0, max: 16 * MiB);

    public static readonly TypedSetting<int> MaxParameters =
        SettingKinds.Integer("MaxParameters", "The most parameters of one statement", byDefault: 65_535, min: 1, max: 65_535);

    public static readonly Schema Schema = new([MaxBodyBytes, MaxHeldBackBytes, HeaderAnswerBytes, MaxParameters]);

    public static LimitsOptions Read(SectionReader reader) => new()
    {
        MaxBodyBytes = reader.Read(MaxBodyBytes),
        MaxHeldBackBytes = reader.Read(MaxHeldBackBytes),
        HeaderAnswerBytes = reader.Read(HeaderAnswerBytes),
        MaxParameters = reader.Read(MaxParameters),
    };
}
