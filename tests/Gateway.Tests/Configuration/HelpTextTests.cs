using CausalGateway.Gateway.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class HelpTextTests
{
    [Fact]
    public void Write_EverySetting_IsThereWithDefaultAndRange()
    {
        var help = Write(HelpText.Write);
        var unwrapped = string.Join(' ', help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        foreach (var (path, setting) in GatewaySection.Schema.Flatten(GatewaySection.Name))
        {
            Assert.Contains($"\n  {path}\n", help, StringComparison.Ordinal);
            Assert.Contains(setting.Help, unwrapped, StringComparison.Ordinal);
            Assert.Contains(setting.Range, unwrapped, StringComparison.Ordinal);
            Assert.True(setting.Required || setting.DefaultText is not null, $"{path} has neither a default nor is it required.");
            Assert.Contains(setting.DefaultText ?? "required", unwrapped, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--config <file>")]
    [InlineData("Gateway__Clusters__orders-pg__Engine=postgres")]
    [InlineData("--Gateway:Listen=")]
    [InlineData("appsettings.json")]
    [InlineData("Exit codes:\n  0  ended in order\n  1  failed while starting or running\n  2  the command line")]
    public void Write_UsageSourcesAndExitCodes_AreThere(string expected) =>
        Assert.Contains(expected, Write(HelpText.Write), StringComparison.Ordinal);

    [Fact]
    public void Write_EveryLine_FitsTheWidth() =>
        Assert.All(Write(HelpText.Write).Split('\n'), line => Assert.InRange(line.Length, 0, HelpText.Width));

    [Fact]
    public void WriteVersion_IsOneLine() => Assert.Matches(@"^CausalGateway \d+\.\d+\.\d+\S*\n$", Write(VersionText.Write));

    private static string Write(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
