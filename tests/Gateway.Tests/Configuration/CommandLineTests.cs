using CausalGateway.Gateway.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--Gateway.Listen", "--help")]
    [InlineData("--version", "--help")]
    public void Parse_Help_WinsOverEverything(params string[] args) => Assert.IsType<CommandLine.Help>(CommandLine.Parse(args));

    [Fact]
    public void Parse_Version_IsVersion() => Assert.IsType<CommandLine.Version>(CommandLine.Parse(["--version"]));

    [Fact]
    public void Parse_Nothing_Runs()
    {
        var run = Assert.IsType<CommandLine.Run>(CommandLine.Parse([]));

        Assert.Null(run.ConfigFile);
        Assert.Empty(run.Settings);
    }

    [Theory]
    [InlineData("--config", "extra.json")]
    [InlineData("--config=extra.json")]
    public void Parse_ConfigAndSettings_RunsWithThem(params string[] config)
    {
        string[] settings =
        [
            "--Gateway:Listen=http://127.0.0.1:1", "--gateway:Sessions:Redis=a=b", "--Logging:LogLevel:Default=Debug",
            "--environment=Development", "--contentRoot=/srv",
        ];
        var run = Assert.IsType<CommandLine.Run>(CommandLine.Parse([.. config, .. settings]));

        Assert.Equal("extra.json", run.ConfigFile);
        Assert.Equal(settings, run.Settings);
    }

    [Theory]
    [InlineData("--Gateway.Listen is not understood: write settings as", "--Gateway.Listen", "x")]
    [InlineData("--Gateway.Listen is not understood: write settings as", "--Gateway.Listen=x")]
    [InlineData("--Gateway is not understood", "--Gateway=x")]
    [InlineData("--Gateway: is not understood", "--Gateway:=x")]
    [InlineData("--Gatewey:Listen is not understood", "--Gatewey:Listen=x")]
    [InlineData("--Gateway:Listen needs a value behind an equals sign", "--Gateway:Listen", "x")]
    [InlineData("--confg is not understood (did you mean --config?): write settings as", "--confg=x")]
    [InlineData("--urls is not understood: say where to listen with --Gateway:Listen", "--urls=http://*:80")]
    [InlineData("--config needs a file.", "--config")]
    [InlineData("--config needs a file.", "--config=")]
    [InlineData("--config is given twice.", "--config=a", "--config=b")]
    [InlineData("Argument 2 is not understood: write settings as", "--Gateway:Listen=x", "Password=secret")]
    [InlineData("Argument 1 is not understood: write settings as", "/Gateway:Listen=x")]
    [InlineData("Argument 1 is not understood: write settings as", "-c")]
    public void Parse_NotUnderstood_SaysWhichAndWhatToDo(string expected, params string[] args)
    {
        var invalid = Assert.IsType<CommandLine.Invalid>(CommandLine.Parse(args));

        Assert.StartsWith(expected, invalid.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", invalid.Error, StringComparison.Ordinal);
    }
}
