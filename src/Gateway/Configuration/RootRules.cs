namespace CausalGateway.Gateway.Configuration;

/// <summary>The rules about what stands beside the section <c>Gateway</c>.</summary>
internal static class RootRules
{
    private const string KestrelEndpoints = "Kestrel:Endpoints";

    /// <summary>Reports a section that was meant to be <c>Gateway</c>, and addresses that would escape its rules.</summary>
    /// <remarks>
    /// Only sections count, not values: environments are full of variables such as the <c>GATEWAY_PORT</c> that Kubernetes sets
    /// for a service of that name.
    /// </remarks>
    public static void Check(IConfiguration configuration, MistakeList mistakes)
    {
        foreach (var section in configuration.GetChildren().Where(IsMisspelt))
        {
            mistakes.Add(section.Path, $"is not a section of this program; did you mean {GatewaySection.Name}?");
        }

        if (configuration.GetSection(KestrelEndpoints).GetChildren().Any())
        {
            mistakes.Add(KestrelEndpoints, "would override Gateway:Listen; say there where to listen");
        }
    }

    private static bool IsMisspelt(IConfigurationSection section) =>
        !section.Key.Equals(GatewaySection.Name, StringComparison.OrdinalIgnoreCase)
        && NearestName.Find(section.Key, [GatewaySection.Name]) is not null
        && section.GetChildren().Any();
}
