using CausalGateway.LocalCluster.Tests.Cli;

namespace CausalGateway.LocalCluster.Tests.Processes;

public sealed class SupervisorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ParentKilled_ServersRunningAndFrozen_AllGoneAndFolderRemoved()
    {
        using var up = CommandLine.Start("up", "--replicas", "1", "--redis", "--no-fsync", "--json");
        var cluster = await CommandLine.ReadDescriptionAsync(up);
        var folder = cluster.GetProperty("folder").GetString()!;
        Assert.Equal(0, (await CommandLine.RunAsync("freeze", "pg-2", "--cluster", folder)).Status);
        var processes = cluster.GetProperty("servers").EnumerateArray()
            .SelectMany(server => ProcessTree.Find(server.GetProperty("processId").GetInt32())).ToList();
        Assert.True(processes.Count > 8);

        ProcessTree.Send(up.Id, ProcessSignal.Kill);

        await Wait.UntilAsync(
            "every server process is gone", () => !processes.Exists(ProcessTree.IsAlive), cancellationToken: Token);
        await Wait.UntilAsync("the folder is removed", () => !Directory.Exists(folder), cancellationToken: Token);
    }

    [Fact]
    public async Task Dispose_KeepFolder_DataStaysAndServersAreGone()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"causalgateway-kept-{Guid.NewGuid():N}");
        var sandbox = await Sandbox.CreateAsync(new SandboxOptions { Folder = folder, KeepFolder = true }, Token);
        var redis = await RedisServer.StartAsync(new RedisServerOptions { Sandbox = sandbox }, Token);
        var process = redis.ProcessId!.Value;

        // The sandbox goes first, so that it is the supervisor that ends the server.
        await sandbox.DisposeAsync();

        Assert.False(ProcessTree.IsAlive(process));
        Assert.True(File.Exists(redis.LogFile));
        await redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Create_FolderInUse_Throws()
    {
        await using var sandbox = await Sandbox.CreateAsync(cancellationToken: Token);
        await File.WriteAllTextAsync(Path.Combine(sandbox.Folder, "mine"), "", Token);
        var options = new SandboxOptions { Folder = sandbox.Folder };
        await Assert.ThrowsAsync<LocalClusterException>(() => Sandbox.CreateAsync(options, Token));
        Assert.True(File.Exists(Path.Combine(sandbox.Folder, "mine")));
    }
}
