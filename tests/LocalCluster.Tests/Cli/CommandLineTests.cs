using System.Text.Json;

namespace CausalGateway.LocalCluster.Tests.Cli;

public sealed class CommandLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Up_VerbsThenDown_ActOnTheRunningCluster()
    {
        using var up = CommandLine.Start("up", "--replicas", "1", "--redis", "--no-fsync", "--json");
        var cluster = await CommandLine.ReadDescriptionAsync(up);
        var folder = cluster.GetProperty("folder").GetString()!;
        Assert.Equal(["pg-1 primary", "pg-2 replica", "redis "], Describe(cluster, "role"));

        await AssertDoneAsync("pause", "pg-2", "--cluster", folder);
        await AssertDoneAsync("resume", "pg-2", "--cluster", folder);
        await AssertDoneAsync("kill", "redis", "--cluster", folder);
        await AssertDoneAsync("freeze", "pg-2", "--cluster", folder);
        Assert.Equal(
            ["pg-1 running", "pg-2 frozen", "redis stopped"],
            Describe(JsonElement.Parse(await AssertDoneAsync("status", "--json", "--cluster", folder)), "state"));

        await AssertDoneAsync("thaw", "pg-2", "--cluster", folder);
        await AssertDoneAsync("cut", "pg-2", "--mode", "stall", "--cluster", folder);
        await AssertDoneAsync("heal", "pg-2", "pg-1", "--cluster", folder);
        var added = JsonElement.Parse(await AssertDoneAsync("add-replica", "--json", "--cluster", folder));
        Assert.Equal(["pg-3 pg-1"], Describe(added, "source"));
        await AssertDoneAsync("kill", "pg-1", "--cluster", folder);
        await AssertDoneAsync("promote", "pg-2", "--cluster", folder);
        await AssertDoneAsync("repoint", "pg-3", "--cluster", folder);
        await AssertDoneAsync("rewind", "pg-1", "--onto", "pg-2", "--cluster", folder);
        await AssertDoneAsync("remove-replica", "pg-3", "--cluster", folder);
        var status = await AssertDoneAsync("status", "--cluster", folder);
        Assert.Contains("pg-1     replica  Running", status, StringComparison.Ordinal);

        await AssertDoneAsync("down", "--cluster", folder);
        await up.WaitForExitAsync(Token).WaitAsync(Wait.DefaultDeadline, Token);
        Assert.Equal(0, up.ExitCode);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("mysql", "my")]
    [InlineData("mariadb", "maria")]
    public async Task Up_OtherEngine_HasTheSameVerbs(string engine, string prefix)
    {
        using var up = CommandLine.Start("up", "--engine", engine, "--replicas", "1", "--no-fsync", "--json");
        var cluster = await CommandLine.ReadDescriptionAsync(up);
        var folder = cluster.GetProperty("folder").GetString()!;
        Assert.Equal([$"{prefix}-1 {engine}", $"{prefix}-2 {engine}"], Describe(cluster, "engine"));

        await AssertDoneAsync("pause", $"{prefix}-2", "--cluster", folder);
        await AssertDoneAsync("kill", $"{prefix}-1", "--cluster", folder);
        await AssertDoneAsync("promote", $"{prefix}-2", "--cluster", folder);
        await AssertDoneAsync("rewind", $"{prefix}-1", "--cluster", folder);
        var status = JsonElement.Parse(await AssertDoneAsync("status", "--json", "--cluster", folder));
        Assert.Equal([$"{prefix}-1 {prefix}-2", $"{prefix}-2 "], Describe(status, "source"));

        await AssertDoneAsync("down", "--cluster", folder);
        await up.WaitForExitAsync(Token).WaitAsync(Wait.DefaultDeadline, Token);
        Assert.Equal(0, up.ExitCode);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Verb_OnWhatIsNotThere_Status1AndWhy()
    {
        using var up = CommandLine.Start("up", "--replicas", "0", "--json", "--until-stdin-closes");
        var folder = (await CommandLine.ReadDescriptionAsync(up)).GetProperty("folder").GetString()!;

        await AssertFailsAsync("There is no server pg-9; there are pg-1.", "kill", "pg-9", "--cluster", folder);
        await AssertFailsAsync("pg-1 is not a replica.", "pause", "pg-1", "--cluster", folder);
        await AssertFailsAsync("There is no Redis here.", "flush", "--cluster", folder);
        await AssertFailsAsync("pg-1 is Running, not Stopped.", "start", "pg-1", "--cluster", folder);
        await AssertFailsAsync("Required argument missing", "kill", "--cluster", folder);

        up.StandardInput.Close();
        await up.WaitForExitAsync(Token).WaitAsync(Wait.DefaultDeadline, Token);
        Assert.Equal(0, up.ExitCode);
        Assert.False(Directory.Exists(folder));
        await AssertFailsAsync("No cluster answers at", "status", "--cluster", folder);
    }

    [Theory]
    [InlineData("--replicas", "99", "must be 0 to 16")]
    [InlineData("--engine", "oracle", "mariadb")]
    [InlineData("--folder", "/etc", "is not empty")]
    public async Task Up_BadOption_Status1AndWhy(string option, string value, string why) =>
        await AssertFailsAsync(why, "up", option, value);

    [Fact]
    public async Task Up_Terminated_CleansUpInOrder()
    {
        using var up = CommandLine.Start("up", "--replicas", "0", "--json");
        var folder = (await CommandLine.ReadDescriptionAsync(up)).GetProperty("folder").GetString()!;
        ProcessTree.Send(up.Id, ProcessSignal.Terminate);
        await up.WaitForExitAsync(Token).WaitAsync(Wait.DefaultDeadline, Token);
        Assert.False(Directory.Exists(folder));
    }

    private static async Task<string> AssertDoneAsync(params string[] arguments)
    {
        var (status, output, error) = await CommandLine.RunAsync(arguments);
        Assert.True(status == 0, $"{string.Join(' ', arguments)}: {error}");
        return output;
    }

    private static async Task AssertFailsAsync(string why, params string[] arguments)
    {
        var (status, _, error) = await CommandLine.RunAsync(arguments);
        Assert.Equal(1, status);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Describe(JsonElement cluster, string property) =>
        cluster.GetProperty("servers").EnumerateArray().Select(
            server => $"{server.GetProperty("name")} {(server.TryGetProperty(property, out var value) ? value : "")}");
}
