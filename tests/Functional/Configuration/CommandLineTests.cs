using System.Diagnostics;

namespace CausalGateway.Functional.Configuration;

/// <summary>What the program says to whoever starts it: needs no server.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("causalgateway-configuration-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Start_Help_TellsEverySettingAndSucceeds(string argument)
    {
        var (exitCode, output, error) = await StartAsync(argument);

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        foreach (var expected in (string[])["--config", "--version", "StatementTimeout", "MaxHeldBackBytes", "SigningKeys", "Redis"])
        {
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_Version_IsOneLineAndSucceeds()
    {
        var (exitCode, output, error) = await StartAsync("--version");

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.Matches(@"^CausalGateway \d+\.\d+\.\d+\S*\n$", output);
    }

    [Fact]
    public async Task Start_Mistakes_AreAllListedWithoutTheirValues()
    {
        var file = Path.Combine(_folder.FullName, "gateway.json");
        await File.WriteAllTextAsync(
            file,
            """
            {
              "Gateway": {
                "Clusters": {
                  "main": {
                    "Engine": "oracle",
                    "Connection": "Username=app;Password=top-secret;Host=elsewhere",
                    "StatementTimeuot": "5s",
                    "WaitTimeout": "soon",
                    "Servers": [
                      { "Name": "one", "Endpoint": "nowhere" },
                      { "Name": "two", "Endpoint": "127.0.0.1:1", "Weight": 0 }
                    ]
                  }
                },
                "Databases": { "app": { "Cluster": "mian" } },
                "Sessions": { "SigningKeys": [{ "Id": "k1", "Secret": "short-secret" }] },
                "Limits": { "MaxBodyBytes": "much" }
              }
            }
            """,
            Token);

        var (exitCode, output, error) = await StartAsync("--config", file);

        Assert.Equal(2, exitCode);
        foreach (var path in (string[])
        [
            "Gateway:Clusters:main:Engine", "Gateway:Clusters:main:Connection", "Gateway:Clusters:main:StatementTimeuot",
            "Gateway:Clusters:main:WaitTimeout", "Gateway:Clusters:main:Servers:0:Endpoint", "Gateway:Clusters:main:Servers:1:Weight",
            "Gateway:Databases:app:Cluster", "Gateway:Sessions:SigningKeys:0:Secret", "Gateway:Limits:MaxBodyBytes",
        ])
        {
            Assert.Contains(path, error, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secret", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("--nosuch")]
    [InlineData("--config")]
    [InlineData("--config=/nosuch/file.json")]
    [InlineData("--Gateway:Listen=ftp://x")]
    [InlineData("--Gateway:Nosuch=1")]
    public async Task Start_ArgumentThatIsWrong_IsRefused(string argument)
    {
        var (exitCode, _, error) = await StartAsync(argument);

        Assert.Equal(2, exitCode);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NothingConfigured_IsRefused()
    {
        var (exitCode, _, error) = await StartAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("Gateway:Clusters", error, StringComparison.Ordinal);
        Assert.Contains("Gateway:Databases", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MistakeInTheEnvironment_IsNamed()
    {
        var (exitCode, _, error) = await StartAsync([], ("Gateway__Limits__MaxParameters", "0"));

        Assert.Equal(2, exitCode);
        Assert.Contains("Gateway:Limits:MaxParameters", error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> StartAsync(params string[] arguments) => StartAsync(arguments, []);

    private async Task<(int ExitCode, string Output, string Error)> StartAsync(
        string[] arguments, params (string Name, string Value)[] environment)
    {
        var info = new ProcessStartInfo("dotnet", [GatewayAssembly.Find(), .. arguments])
        {
            // Without the appsettings.json beside the assembly.
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
