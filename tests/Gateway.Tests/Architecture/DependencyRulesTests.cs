using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CausalGateway.Gateway.Tests.Architecture;

/// <summary>Which way dependencies point (docs/architecture.md).</summary>
public sealed partial class DependencyRulesTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Abstractions_ReferencesNothingOfOursAndNoPackage()
    {
        Assert.Empty(References("src/Abstractions/Abstractions.csproj", "ProjectReference"));
        Assert.Empty(References("src/Abstractions/Abstractions.csproj", "PackageReference"));
    }

    [Fact]
    public void Engines_ReferenceAbstractionsOnly()
    {
        var engines = Directory.GetFiles(Path.Combine(Root, "src"), "Engines.*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(engines);
        Assert.All(engines, engine => Assert.Equal(
            ["../Abstractions/Abstractions.csproj"], References(Path.GetRelativePath(Root, engine), "ProjectReference")));
    }

    [Fact]
    public void Gateway_ReferencesAbstractionsAndEveryEngine()
    {
        var engines = Directory.GetFiles(Path.Combine(Root, "src"), "Engines.*.csproj", SearchOption.AllDirectories)
            .Select(engine => Path.GetRelativePath(Path.Combine(Root, "src/Gateway"), engine));

        Assert.Equal(
            engines.Append("../Abstractions/Abstractions.csproj").Order(StringComparer.Ordinal),
            References("src/Gateway/Gateway.csproj", "ProjectReference").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Engines_NeverNameEachOther()
    {
        var engines = Directory.GetDirectories(Path.Combine(Root, "src"), "Engines.*").Select(folder => Path.GetFileName(folder)).ToList();
        Assert.All(engines, engine => Assert.All(Sources($"src/{engine}"), file => Assert.DoesNotContain(
            engines.Where(other => other != engine),
            other => File.ReadAllText(file).Contains($"CausalGateway.{other}", StringComparison.Ordinal))));
    }

    /// <summary>What differs between engines is a capability, not a name (docs/architecture.md).</summary>
    [Fact]
    public void Gateway_AsksForNoEngineByItsName()
    {
        string[] described = ["Hosting", "Configuration"];
        var naming = Sources("src/Gateway")
            .Where(file => !described.Contains(Path.GetRelativePath(Path.Combine(Root, "src/Gateway"), file).Split('/')[0]))
            .Where(file => EngineNames().IsMatch(File.ReadAllText(file)));

        Assert.Empty(naming);
    }

    [Fact]
    public void Gateway_NamesAnEngineOnlyWhereItIsHosted()
    {
        var naming = Sources("src/Gateway")
            .Where(file => File.ReadAllText(file).Contains("CausalGateway.Engines", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Path.Combine(Root, "src/Gateway"), Path.GetDirectoryName(file)!));

        Assert.Equal(["Hosting"], naming.Distinct());
    }

    [Fact]
    public void Gateway_DoesNotUseADatabaseDriver() =>
        Assert.DoesNotContain("Npgsql", References("src/Gateway/Gateway.csproj", "PackageReference"));

    private static IEnumerable<string> Sources(string folder) =>
        Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root, project)).Descendants(kind).Select(element => element.Attribute("Include")!.Value);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CausalGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex("postgres|mysql|mariadb", RegexOptions.IgnoreCase)]
    private static partial Regex EngineNames();
}
