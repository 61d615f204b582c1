using System.Reflection;

namespace CausalGateway.Gateway.Configuration;

/// <summary>What <c>--version</c> prints: the product's name and version in one line.</summary>
internal static class VersionText
{
    public static void Write(TextWriter output)
    {
        var version = typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
        output.WriteLine($"CausalGateway {version.InformationalVersion}");
    }
}
