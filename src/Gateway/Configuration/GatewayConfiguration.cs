namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// Turns the section <c>Gateway</c> into options, strictly: what is not understood is an error, never ignored.
/// </summary>
internal static class GatewayConfiguration
{
    /// <summary>The options, or every mistake that was found.</summary>
    /// <param name="configuration">The root of the configuration, all sources in it.</param>
    /// <param name="engineNames">The names of the engines that this program has.</param>
    /// <returns>
    /// Options and no errors, or null and at least one error. Each error begins with the full path of its key and contains no
    /// configured value, secret or not. What only the engine can judge is left to
    /// <see cref="Abstractions.IDatabaseEngine.Validate"/>.
    /// </returns>
    public static (GatewayOptions? Options, IReadOnlyList<string> Errors) Load(
        IConfiguration configuration,
        IReadOnlyCollection<string> engineNames)
    {
        var mistakes = new MistakeList();
        RootRules.Check(configuration, mistakes);
        var section = configuration.GetSection(GatewaySection.Name);
        var options = GatewaySection.Read(new SectionReader(section, GatewaySection.Schema, mistakes));
        GatewayRules.Check(options, engineNames, mistakes);
        return mistakes.Sentences.Count == 0 ? (options, []) : (null, mistakes.Sentences);
    }
}
