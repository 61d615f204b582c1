using System.Diagnostics;

namespace CausalGateway.LocalCluster.Processes;

/// <summary>
/// Starts the programs of a sandbox: as the servers' user, in a clean environment, never inheriting a terminal.
/// </summary>
internal sealed class ToolRunner(ServerUser user)
{
    /// <summary>Runs a tool to its end and returns what it printed.</summary>
    /// <exception cref="LocalClusterException">It ended with another status than 0.</exception>
    public async Task<string> RunAsync(
        string folder, string executable, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var info = CreateStartInfo(folder, [.. user.CommandPrefix, executable, .. arguments]);
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;

        using var process = Start(info);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new LocalClusterException(
                    $"{executable} ended with status {process.ExitCode}: {(await errors).Trim()} {(await output).Trim()}");
            }

            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>
    /// Starts a server in a session of its own, so that a terminal's Ctrl-C does not reach it, with its output in a file.
    /// </summary>
    public Process StartServer(string folder, string logFile, string executable, IReadOnlyList<string> arguments)
    {
        const string Script = "log=$1; shift; exec setsid \"$@\" </dev/null >>\"$log\" 2>&1";
        return Start(CreateStartInfo(
            folder, ["/bin/sh", "-c", Script, "sh", logFile, .. user.CommandPrefix, executable, .. arguments]));
    }

    /// <summary>Starts a script in a session of its own that listens to what the caller writes.</summary>
    public Process StartScript(string folder, string script, IReadOnlyList<string> arguments)
    {
        var info = CreateStartInfo(
            folder, ["setsid", .. user.CommandPrefix, "/bin/sh", "-c", script, "supervisor", .. arguments]);
        info.RedirectStandardInput = true;
        return Start(info);
    }

    private static ProcessStartInfo CreateStartInfo(string folder, IReadOnlyList<string> command)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder };

        // PGPORT, PGDATA, PGOPTIONS and their like belong to the caller's own servers.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
        {
            info.Environment.Remove(name);
        }

        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
    }

    private static Process Start(ProcessStartInfo info) =>
        Process.Start(info) ?? throw new LocalClusterException($"{info.FileName} could not be started.");
}
