using System.Globalization;

namespace CausalGateway.Gateway.Configuration;

/// <summary>The kinds of settings: each method builds one whose range is stated and enforced from the same arguments.</summary>
internal static class SettingKinds
{
    public static TypedSetting<TimeSpan> Duration(string name, string help, TimeSpan byDefault, TimeSpan min, TimeSpan max) =>
        new(name)
        {
            Help = help,
            Kind = "duration",
            Default = byDefault,
            DefaultText = Configuration.Duration.Format(byDefault),
            Range = $"{Configuration.Duration.Format(min)} to {Configuration.Duration.Format(max)}",
            Parse = text => Configuration.Duration.TryParse(text, out var value)
                ? Within(value, min, max, Configuration.Duration.Format)
                : new Mistake($"is not a duration; write it as {Configuration.Duration.Forms}"),
        };

    public static TypedSetting<long> Size(string name, string help, long byDefault, long min, long max) =>
        new(name)
        {
            Help = help,
            Kind = "size",
            Default = byDefault,
            DefaultText = ByteSize.Format(byDefault),
            Range = $"{ByteSize.Format(min)} to {ByteSize.Format(max)}",
            Parse = text => ByteSize.TryParse(text, out var value)
                ? Within(value, min, max, ByteSize.Format)
                : new Mistake($"is not a size; write it as {ByteSize.Forms}"),
        };

    public static TypedSetting<int> Integer(string name, string help, int byDefault, int min, int max) =>
        new(name)
        {
            Help = help,
            Kind = "integer",
            Default = byDefault,
            DefaultText = FormatInteger(byDefault),
            Range = $"{FormatInteger(min)} to {FormatInteger(max)}",
            Parse = text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? Within(value, min, max, FormatInteger)
                : new Mistake("is not a whole number"),
        };

    public static TypedSetting<bool> Flag(string name, string help) =>
        new(name)
        {
            Help = help,
            Kind = "flag",
            DefaultText = "false",
            Range = "true or false",
            Parse = text => bool.TryParse(text, out var value) ? value : new Mistake("must be true or false"),
        };

    /// <summary>One word of a fixed vocabulary. The words of <paramref name="planned"/> are known but refused.</summary>
    public static TypedSetting<string> Choice(string name, string help, string byDefault, string[] available, string[] planned) =>
        new(name)
        {
            Help = help,
            Kind = "word",
            Default = byDefault,
            DefaultText = byDefault,
            Range = string.Join(", ", available),
            Parse = text =>
                available.Contains(text, StringComparer.Ordinal) ? text
                : planned.Contains(text, StringComparer.Ordinal) ? new Mistake($"cannot be {text}: it is not available yet")
                : new Mistake($"must be one of: {string.Join(", ", available)}{NearestName.Suggest(text, available)}"),
        };

    /// <summary>A name that must consist of <paramref name="pattern"/> throughout.</summary>
    public static TypedSetting<string> Name(string name, string help, NamePattern pattern) =>
        new(name)
        {
            Help = help,
            Kind = "name",
            Required = true,
            Range = pattern.Description,
            Parse = text => pattern.Matches(text) ? text : new Mistake($"must be {pattern.Description}"),
        };

    private static Parsed<T> Within<T>(T value, T min, T max, Func<T, string> format) where T : IComparable<T> =>
        value.CompareTo(min) < 0 || value.CompareTo(max) > 0
            ? new Mistake($"must be between {format(min)} and {format(max)}")
            : value;

    private static string FormatInteger(int value) => value.ToString(CultureInfo.InvariantCulture);
}
