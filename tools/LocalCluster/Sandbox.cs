using System.Diagnostics;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster;

/// <summary>
/// A folder in which servers run. However the process that made it ends, also by SIGKILL, every server in it is killed and
/// the folder is removed: a supervising process of its own sees to that.
/// </summary>
public sealed class Sandbox : IAsyncDisposable
{
    private readonly Process _supervisor;
    private readonly bool _keepFolder;
    private bool _disposed;

    private Sandbox(string folder, ToolRunner tools, Process supervisor, bool keepFolder)
    {
        Folder = folder;
        Tools = tools;
        _supervisor = supervisor;
        _keepFolder = keepFolder;
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Folder { get; }

    internal ToolRunner Tools { get; }

    /// <summary>Makes the folder and starts its supervisor.</summary>
    /// <exception cref="LocalClusterException">The folder is not empty, or the servers' user cannot reach it.</exception>
    public static async Task<Sandbox> CreateAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SandboxOptions();
        var folder = Path.GetFullPath(
            options.Folder ?? Path.Combine(Path.GetTempPath(), $"causalgateway-{Path.GetRandomFileName()[..8]}"));
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new LocalClusterException($"{folder} is not empty; servers get a folder of their own.");
        }

        var user = ServerUser.Resolve();
        var tools = new ToolRunner(user);
        await MakeFolderAsync(folder, user, tools, cancellationToken);

        using var stream = typeof(Sandbox).Assembly.GetManifestResourceStream("supervisor.sh")!;
        using var reader = new StreamReader(stream);
        var supervisor = tools.StartScript("/", await reader.ReadToEndAsync(cancellationToken), [folder]);
        return new Sandbox(folder, tools, supervisor, options.KeepFolder);
    }

    /// <summary>Kills what still runs in the folder, and removes it unless it is to be kept.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_keepFolder)
        {
            await _supervisor.StandardInput.WriteLineAsync("keep");
        }

        _supervisor.StandardInput.Close();
        await _supervisor.WaitForExitAsync();
        _supervisor.Dispose();
    }

    private static async Task MakeFolderAsync(
        string folder, ServerUser user, ToolRunner tools, CancellationToken cancellationToken)
    {
        try
        {
            if (user.CommandPrefix.Count > 0)
            {
                var root = new ToolRunner(new ServerUser("root", []));
                await root.RunAsync("/", "install", ["-d", "-m", "0755", "-o", user.Name, folder], cancellationToken);
            }
            else
            {
                Directory.CreateDirectory(folder);
            }

            await tools.RunAsync("/", "test", ["-w", folder, "-a", "-x", folder], cancellationToken);
        }
        catch (Exception e) when (e is LocalClusterException or IOException or UnauthorizedAccessException)
        {
            throw new LocalClusterException(
                $"The user {user.Name}, which runs the servers, cannot work in {folder}. "
                + "Choose another folder, or set TMPDIR.",
                e);
        }
    }
}
