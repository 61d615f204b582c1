using System.Text;
using System.Text.RegularExpressions;
using CausalGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration;
using static CausalGateway.Gateway.Tests.Configuration.GatewayConfigurationSource;

namespace CausalGateway.Gateway.Tests.Configuration;

/// <summary>What the repository says of the configuration is what the program does.</summary>
public sealed partial class DocumentationTests
{
    private const string TableStart = "<!-- settings -->\n";
    private const string TableEnd = "<!-- /settings -->";
    private static readonly string Root = FindRoot();
    private static readonly string Document = Path.Combine(Root, "docs", "configuration.md");

    [Fact]
    public void Table_EqualsTheMetadata()
    {
        var document = File.ReadAllText(Document);
        var start = document.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        var end = document.IndexOf(TableEnd, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Document, document[..start] + WriteTable() + document[end..]);
            return;
        }

        Assert.Equal(WriteTable(), document[start..end]);
    }

    [Fact]
    public void Examples_AllLoad()
    {
        var examples = JsonBlocks().Matches(File.ReadAllText(Document)).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(2, examples.Count);
        Assert.Equal(Examples.Smallest, examples[0].Trim());
        Assert.All(examples, example => Load(Build(example)));
    }

    [Fact]
    public void FullExample_HasEverySetting()
    {
        var example = Build(JsonBlocks().Matches(File.ReadAllText(Document))[1].Groups[1].Value);
        var keys = example.AsEnumerable().Select(pair => Numbers().Replace(pair.Key, ":<n>")).ToHashSet();

        Assert.All(GatewaySection.Schema.Flatten(GatewaySection.Name), pair => Assert.Contains(
            pair.Path
                .Replace("<cluster>", "orders-pg", StringComparison.Ordinal)
                .Replace("<db>", "billing", StringComparison.Ordinal),
            keys));
    }

    [Fact]
    public void AppSettings_AsShipped_OnlyLackTheClusterAndTheDatabase()
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(AppSettings()).Build();

        Assert.Equal("Information", configuration["Logging:LogLevel:Default"]);
        Assert.Equal(["Gateway:Clusters", "Gateway:Databases"], LoadErrors(configuration).Select(error => error.Split(' ')[0]));
    }

    [Fact]
    public void AppSettings_CommentedSection_IsTheSmallestExample()
    {
        var lines = File.ReadLines(AppSettings())
            .Where(line => line.StartsWith("  //   ", StringComparison.Ordinal))
            .Select(line => line[7..]);
        var section = string.Join('\n', lines);

        Assert.Equal(WithoutSpace(Examples.Smallest), WithoutSpace("{\"Gateway\":{" + section + "}}"));
    }

    private static string WriteTable()
    {
        var table = new StringBuilder("| setting | kind | default | range | meaning |\n|---|---|---|---|---|\n");
        foreach (var (path, setting) in GatewaySection.Schema.Flatten(GatewaySection.Name))
        {
            var kind = setting.Secret ? $"{setting.Kind}, secret" : setting.Kind;
            var byDefault = setting.Required ? "required" : setting.DefaultText;
            table.Append($"| `{path}` | {kind} | {byDefault} | {setting.Range} | {setting.Help} |\n");
        }

        return table.ToString();
    }

    private static string AppSettings() => Path.Combine(Root, "src", "Gateway", "appsettings.json");

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CausalGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlocks();

    [GeneratedRegex(@":\d+(?=:|$)")]
    private static partial Regex Numbers();
}
