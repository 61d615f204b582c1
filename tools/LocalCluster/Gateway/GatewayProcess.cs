using System.Diagnostics;
using System.Text.Json;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.Gateway;

/// <summary>A real gateway: a process of its own on loopback, as the caller's user. It ends with the process that made it.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    /// <summary>
    /// Starts the gateway in the background, tells its id, and kills it when standard input ends: that is when the process
    /// that holds the other end does. Unless a line came before, nobody is left to remove the folder either.
    /// </summary>
    private const string Wrapper =
        "trap '' INT TERM HUP; folder=$1; shift; keep=; "
        + "(trap - INT TERM HUP; exec \"$@\" </dev/null >>\"$folder/log\" 2>&1) & echo $!; "
        + "while read -r _; do keep=1; done; kill -KILL $! 2>/dev/null; [ -n \"$keep\" ] || rm -rf -- \"$folder\"";

    private readonly GatewayProcessOptions _options;
    private readonly string _folder;
    private readonly PortReservation? _reservation;
    private readonly int _port;
    private Process? _wrapper;

    private GatewayProcess(GatewayProcessOptions options)
    {
        _options = options;
        // Made readable for nobody else: the configuration holds connection strings.
        _folder = Directory.CreateTempSubdirectory("causalgateway-process-").FullName;
        _reservation = options.Port is null ? PortReservation.Take() : null;
        _port = options.Port ?? _reservation!.Port;
        Client = new GatewayClient(BaseAddress);
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{_port}");

    /// <summary>Sends requests to it.</summary>
    public GatewayClient Client { get; }

    /// <summary>What it logged, over all its restarts.</summary>
    public string LogFile => Path.Combine(_folder, "log");

    /// <summary>The process's id.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Starts a gateway.</summary>
    /// <exception cref="LocalClusterException">It ended while starting; the message holds its log.</exception>
    public static async Task<GatewayProcess> StartAsync(
        GatewayProcessOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var gateway = new GatewayProcess(options);
        try
        {
            await gateway.StartAsync(cancellationToken);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it (again), on the same port.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var config = Path.Combine(_folder, "gateway.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new { Gateway = _options.Settings }), cancellationToken);
        var info = new ProcessStartInfo(
            "setsid",
            [
                "/bin/sh", "-c", Wrapper, "sh", _folder, "dotnet", _options.Assembly ?? FindAssembly(),
                "--config", config, $"--Gateway:Listen={BaseAddress.GetLeftPart(UriPartial.Authority)}",
            ])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Else a killed process leaves its diagnostic sockets in the temporary folder.
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        _wrapper = Process.Start(info) ?? throw new LocalClusterException("The gateway could not be started.");
        var line = await _wrapper.StandardOutput.ReadLineAsync(cancellationToken);
        ProcessId = int.Parse(line!, System.Globalization.CultureInfo.InvariantCulture);
        await WaitUntilUpAsync(cancellationToken);
    }

    /// <summary>Asks it to end (SIGTERM) and returns once it has.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        ProcessTree.Send(ProcessId, ProcessSignal.Terminate);
        await Wait.UntilAsync("the gateway has stopped", () => !IsAlive, cancellationToken: cancellationToken);
        EndWrapper();
    }

    /// <summary>Ends it with SIGKILL and returns once it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        ProcessTree.Send(ProcessId, ProcessSignal.Kill);
        await Wait.UntilAsync("the gateway is gone", () => !IsAlive, cancellationToken: cancellationToken);
        EndWrapper();
    }

    /// <summary>What it logged so far.</summary>
    public async Task<string> ReadLogAsync(CancellationToken cancellationToken = default) =>
        File.Exists(LogFile) ? await File.ReadAllTextAsync(LogFile, cancellationToken) : "";

    /// <summary>Kills it if it still runs, and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_wrapper is not null)
        {
            await KillAsync();
        }

        Client.Dispose();
        _reservation?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private bool IsAlive => ProcessId != 0 && ProcessTree.IsAlive(ProcessId);

    private async Task WaitUntilUpAsync(CancellationToken cancellationToken)
    {
        var address = _options.WaitUntilReady ? "/readyz" : "/healthz";
        await Wait.UntilAsync(
            $"the gateway answers {address}",
            async token =>
            {
                if (!IsAlive)
                {
                    throw new LocalClusterException($"The gateway ended while it started:\n{await ReadLogAsync(token)}");
                }

                // Another process on the port would answer as well.
                return ListeningSocket.IsOf(ProcessId, _port) && await Client.IsSuccessAsync(address, token);
            },
            cancellationToken: cancellationToken);
    }

    private void EndWrapper()
    {
        // The folder stays: the gateway may be started again.
        _wrapper?.StandardInput.WriteLine("keep");
        _wrapper?.StandardInput.Close();
        _wrapper?.Dispose();
        _wrapper = null;
    }

    /// <summary>In the checkout that this assembly was built in, in the same configuration.</summary>
    private static string FindAssembly()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = folder.Parent!.Name;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CausalGateway.sln")))
        {
            folder = folder.Parent;
        }

        var assembly = folder is null
            ? ""
            : Path.Combine(folder.FullName, "src/Gateway/bin", configuration, "net10.0/CausalGateway.Gateway.dll");
        return File.Exists(assembly)
            ? assembly
            : throw new LocalClusterException("The gateway has not been built: run dotnet build, or name its assembly.");
    }
}
