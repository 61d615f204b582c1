using System.Text;
using CausalGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration;
using static CausalGateway.Gateway.Tests.Configuration.GatewayConfigurationSource;

namespace CausalGateway.Gateway.Tests.Configuration;

[Collection(ProcessEnvironment.Name)]
public sealed class ConfigurationSourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("causal-gateway-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TryAdd_ConfigFile_OverridesWhatTheBuilderHas()
    {
        var file = WriteFile("extra.json", """{ /* a comment */ "Gateway": { "Limits": { "MaxParameters": 11 } }, }""");

        var options = Load(Add(new CommandLine.Run(file, [])));

        Assert.Equal(11, options.Limits.MaxParameters);
        Assert.Equal(1_000_000, options.Limits.MaxBodyBytes);
    }

    [Fact]
    public void TryAdd_ConfigFileWithDotName_IsRead()
    {
        var file = WriteFile(".extra.json", """{ "Gateway": { "Limits": { "MaxParameters": 11 } } }""");

        Assert.Equal(11, Load(Add(new CommandLine.Run(file, []))).Limits.MaxParameters);
    }

    [Fact]
    public void TryAdd_Environment_OverridesTheFileAndTheCommandLineOverridesBoth()
    {
        var file = WriteFile(
            "extra.json",
            """{ "Gateway": { "Databases": { "env-test": { "Cluster": "catalog", "Database": "file" } } } }""");
        const string Cluster = "Gateway__Databases__env-test__Cluster";
        const string Database = "Gateway__Databases__env-test__Database";
        Environment.SetEnvironmentVariable(Cluster, "orders-pg");
        Environment.SetEnvironmentVariable(Database, "environment");
        try
        {
            var fromEnvironment = Load(Add(new CommandLine.Run(file, [])));
            var fromCommandLine = Load(Add(new CommandLine.Run(file, ["--Gateway:Databases:env-test:Database=command-line"])));

            Assert.Equal(
                new DatabaseOptions { Cluster = "orders-pg", Database = "environment" },
                fromEnvironment.Databases["env-test"]);
            Assert.Equal(
                new DatabaseOptions { Cluster = "orders-pg", Database = "command-line" },
                fromCommandLine.Databases["env-test"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Cluster, null);
            Environment.SetEnvironmentVariable(Database, null);
        }
    }

    [Fact]
    public void TryAdd_FileMissing_NamesItsFullPath()
    {
        var path = Path.Combine(_folder, "no-such-folder", "missing.json");

        Assert.Equal($"--config: there is no file {path}.", AddError(path));
    }

    [Theory]
    [InlineData("{\n \"Gateway\": {\n \"Listen\": hunter2 } }", "is not JSON; see line 3.")]
    [InlineData("", "is not JSON; see line 1.")]
    [InlineData("[\"hunter2\"]", "is not a JSON object, or has a key twice.")]
    [InlineData("{ \"A\": 1, \"a\": \"hunter2\" }", "is not a JSON object, or has a key twice.")]
    public void TryAdd_FileUnreadable_SaysWhereWithoutItsContent(string content, string expected)
    {
        var file = WriteFile("wrong.json", content);

        Assert.Equal($"--config: {file} {expected}", AddError(file));
    }

    private string WriteFile(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The builder that web applications have: it reads each source as soon as it is added.</summary>
    private static ConfigurationManager Builder()
    {
        var manager = new ConfigurationManager();
        manager.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Full)));
        return manager;
    }

    private static ConfigurationManager Add(CommandLine.Run run)
    {
        var builder = Builder();
        Assert.True(ConfigurationSources.TryAdd(builder, run, out var error), error);
        return builder;
    }

    private static string AddError(string file)
    {
        Assert.False(ConfigurationSources.TryAdd(Builder(), new CommandLine.Run(file, []), out var error));
        return error;
    }
}
