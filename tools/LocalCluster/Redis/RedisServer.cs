using System.Net.Sockets;
using CausalGateway.LocalCluster.Links;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.Redis;

/// <summary>One Redis server. It forgets everything when it ends, unless it was asked to be persistent.</summary>
public sealed class RedisServer : LocalServer
{
    private readonly RedisServerOptions _options;

    private RedisServer(Sandbox sandbox, RedisServerOptions options)
        : base(sandbox, options.Name) => _options = options;

    /// <summary>Its password, or null if it asks for none.</summary>
    public string? Password => _options.Password;

    /// <summary>Starts a server and returns once it answers.</summary>
    /// <exception cref="LocalClusterException">There is no redis-server on the PATH, or it did not start.</exception>
    public static async Task<RedisServer> StartAsync(RedisServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        _ = FindExecutable();
        var sandbox = options.Sandbox ?? await Sandbox.CreateAsync(options.SandboxOptions, cancellationToken);
        var server = new RedisServer(sandbox, options);
        try
        {
            await server.MakeFolderAsync(cancellationToken);
            await sandbox.Tools.RunAsync(server.Folder, "mkdir", [server.DataFolder], cancellationToken);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs a command, on a connection of its own, and returns its answer as <c>redis-cli --raw</c> prints it; null for nil.
    /// </summary>
    /// <exception cref="LocalClusterException">Redis answered with an error.</exception>
    public async Task<string?> CommandAsync(IReadOnlyList<string> command, CancellationToken cancellationToken = default)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host, Port, cancellationToken);
        using var connection = new RespConnection(client.GetStream());
        if (Password is not null)
        {
            await connection.CommandAsync(["AUTH", Password], cancellationToken);
        }

        return await connection.CommandAsync(command, cancellationToken);
    }

    /// <summary>Removes every key.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default) =>
        await CommandAsync(["FLUSHALL"], cancellationToken);

    /// <summary>Opens a relay in front of it. The caller disposes it.</summary>
    public Relay OpenRelay() => Relay.Open(Port);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_options.Sandbox is null)
        {
            await Sandbox.DisposeAsync();
        }
    }

    private protected override (string Executable, IReadOnlyList<string> Arguments) GetCommand() =>
    (
        FindExecutable(),
        [
            "--port", $"{Port}", "--bind", Host, "--dir", DataFolder, "--save", "",
            "--appendonly", _options.Persistent ? "yes" : "no", "--appendfsync", "always",
            .. Password is null ? (string[])[] : ["--requirepass", Password],
            .. _options.Settings.SelectMany(setting => (string[])[$"--{setting.Key}", setting.Value]),
        ]
    );

    private protected override ProcessSignal GetStopSignal(StopMode mode) =>
        mode == StopMode.Immediate ? ProcessSignal.Kill : ProcessSignal.Terminate;

    private protected override async ValueTask<bool> IsReadyAsync(int processId, CancellationToken cancellationToken)
    {
        try
        {
            return await CommandAsync(["PING"], cancellationToken) == "PONG";
        }
        catch (LocalClusterException e) when (e.Message.Contains("LOADING", StringComparison.Ordinal))
        {
            // It reads its append-only file.
            return false;
        }
    }

    private static string FindExecutable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin")
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists)
        ?? throw new LocalClusterException("There is no redis-server here. Run eng/install-servers.sh, or put it on the PATH.");
}
