using System.Diagnostics;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster;

/// <summary>
/// One real server: a process on loopback with a fixed port, a folder and a log, and what can happen to a process.
/// </summary>
/// <remarks>Verbs of one server are for one caller at a time; those of different servers may run at once.</remarks>
public abstract class LocalServer : IAsyncDisposable
{
    private readonly PortReservation _port = PortReservation.Take();
    private Process? _process;
    private bool _frozen;

    private protected LocalServer(Sandbox sandbox, string name)
    {
        Sandbox = sandbox;
        Name = name;
        Folder = Path.Combine(sandbox.Folder, name);
    }

    /// <summary>Its name within the sandbox, such as <c>pg-1</c>.</summary>
    public string Name { get; }

    /// <summary>The address it listens on.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>Its port, the same over all its restarts.</summary>
    public int Port => _port.Port;

    /// <summary>Everything of this server: its data, its log.</summary>
    public string Folder { get; }

    /// <summary>Its data.</summary>
    public string DataFolder => Path.Combine(Folder, "data");

    /// <summary>What it printed, over all its restarts.</summary>
    public string LogFile => Path.Combine(Folder, "log");

    /// <summary>The id of its (first) process, or null while it is stopped.</summary>
    public int? ProcessId => State == ServerState.Stopped ? null : _process?.Id;

    /// <summary>What its process is doing.</summary>
    public ServerState State => _process switch
    {
        null or { HasExited: true } => ServerState.Stopped,
        _ => _frozen ? ServerState.Frozen : ServerState.Running,
    };

    private protected Sandbox Sandbox { get; }

    /// <summary>Starts it and returns once it accepts connections.</summary>
    /// <exception cref="LocalClusterException">It ended while starting; the message holds the end of its log.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        Require(ServerState.Stopped);
        _process?.Dispose();
        _frozen = false;
        var (executable, arguments) = GetCommand();
        var process = _process = Sandbox.Tools.StartServer(Folder, LogFile, executable, arguments);
        await Wait.UntilAsync(
            $"{Name} accepts connections",
            async token => process.HasExited
                ? throw new LocalClusterException($"{Name} ended while it started. Its log ends with:\n{ReadLogTail()}")
                : await IsReadyAsync(process.Id, token),
            cancellationToken: cancellationToken);
    }

    /// <summary>Asks it to end and returns once it has.</summary>
    public async Task StopAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default)
    {
        var process = Require(ServerState.Running);
        ProcessTree.Send(process.Id, GetStopSignal(mode));
        await Wait.UntilAsync($"{Name} has stopped ({mode})", () => process.HasExited, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Ends it and all its children with SIGKILL, frozen or not, and returns once they are gone and its port is free.
    /// </summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        if (State == ServerState.Stopped)
        {
            throw new InvalidOperationException($"{Name} is stopped already.");
        }

        var process = _process!;
        await ProcessTree.KillAsync(process.Id, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Stops it and starts it again.</summary>
    public async Task RestartAsync(StopMode mode = StopMode.Fast, CancellationToken cancellationToken = default)
    {
        await StopAsync(mode, cancellationToken);
        await StartAsync(cancellationToken);
    }

    /// <summary>
    /// Halts it and all its children with SIGSTOP: connections stay open and new ones are taken, but nothing answers.
    /// </summary>
    public async Task FreezeAsync(CancellationToken cancellationToken = default)
    {
        var process = Require(ServerState.Running);
        _frozen = true;
        await ProcessTree.FreezeAsync(process.Id, cancellationToken);
    }

    /// <summary>Lets it go on after <see cref="FreezeAsync"/>.</summary>
    public Task ThawAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProcessTree.Thaw(Require(ServerState.Frozen).Id);
        _frozen = false;
        return Task.CompletedTask;
    }

    /// <summary>Kills it if it runs, and gives its port back. Its folder stays with the sandbox.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (State != ServerState.Stopped)
        {
            await KillAsync();
        }

        _process?.Dispose();
        _process = null;
        _port.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Host}:{Port}, {State})";

    /// <summary>Makes its folder, as the user that runs it.</summary>
    internal async Task MakeFolderAsync(CancellationToken cancellationToken) =>
        await Sandbox.Tools.RunAsync(Sandbox.Folder, "mkdir", ["-m", "0755", Folder], cancellationToken);

    private protected abstract (string Executable, IReadOnlyList<string> Arguments) GetCommand();

    private protected abstract ProcessSignal GetStopSignal(StopMode mode);

    private protected abstract ValueTask<bool> IsReadyAsync(int processId, CancellationToken cancellationToken);

    private protected Process Require(ServerState state) =>
        State == state ? _process! : throw new InvalidOperationException($"{Name} is {State}, not {state}.");

    private string ReadLogTail() => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(15)) : "(no log)";
}
