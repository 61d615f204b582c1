namespace CausalGateway.Gateway.Configuration;

/// <summary>One argument of the command line, split at its first <c>=</c>.</summary>
/// <param name="Name">What stands before it, dashes included.</param>
/// <param name="Value">What stands behind it, or null if there is none.</param>
internal readonly record struct Argument(string Name, string? Value)
{
    public const string Config = "--config";

    private const string Dashes = "--";
    private const string HowTo = "write settings as --Gateway:Listen=http://127.0.0.1:8080; --help lists them";

    /// <summary>Sections of the configuration that the command line may set.</summary>
    private static readonly string[] Sections = [GatewaySection.Name, "Logging", "Kestrel"];

    /// <summary>Settings of the host itself that make sense for this program.</summary>
    private static readonly string[] HostSettings = ["--environment", "--contentRoot", "--applicationName"];

    public static Argument Split(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new Argument(text, null) : new Argument(text[..equals], text[(equals + 1)..]);
    }

    /// <summary>Why this is not a setting, or null if it is one.</summary>
    /// <param name="ordinal">Its place, which stands for an argument whose text may be a part of a secret.</param>
    public string? FindMistake(int ordinal)
    {
        if (!Name.StartsWith(Dashes, StringComparison.Ordinal))
        {
            return $"Argument {ordinal} is not understood: {HowTo}.";
        }

        if (!IsSetting())
        {
            return Name.Equals("--urls", StringComparison.OrdinalIgnoreCase)
                ? $"{Name} is not understood: say where to listen with --Gateway:Listen=http://127.0.0.1:8080."
                : $"{Name} is not understood{Suggest()}: {HowTo}.";
        }

        return Value is null ? $"{Name} needs a value behind an equals sign: {Name}=..." : null;
    }

    private string Suggest() =>
        NearestName.Find(Name, [Config, "--help", "--version", .. HostSettings]) is { } nearest
            ? $" (did you mean {nearest}?)"
            : "";

    private bool IsSetting()
    {
        var path = Name[Dashes.Length..].Split(ConfigurationPath.KeyDelimiter);
        return path.Length > 1
            ? Sections.Contains(path[0], StringComparer.OrdinalIgnoreCase) && !path.Contains("")
            : HostSettings.Contains(Name, StringComparer.OrdinalIgnoreCase);
    }
}
