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
        var result = await TryRunAsync(folder, executable, arguments, "", cancellationToken);
        return result.Status == 0
            ? result.Output
            : throw new LocalClusterException(
                $"{executable} ended with status {result.Status}: {result.Errors.Trim()} {result.Output.Trim()}");
    }

    /// <summary>Runs a tool to its end, whatever its status, with something to read.</summary>
    public async Task<ToolResult> TryRunAsync(
        string folder, string executable, IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        var info = CreateStartInfo(folder, [.. user.CommandPrefix, executable, .. arguments]);
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;

        using var process = Start(info);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteAsync(process, input, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output, await errors);
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

    /// <summary>
    /// Starts a program that answers what the caller writes, with its errors in its output, in the order they occurred.
    /// </summary>
    public Process StartDialogue(string folder, string executable, IReadOnlyList<string> arguments)
    {
        var info = CreateStartInfo(
            folder, [.. user.CommandPrefix, "/bin/sh", "-c", "exec \"$@\" 2>&1", "sh", executable, .. arguments]);
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        return Start(info);
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading everything; its status says why.
        }
    }

    private static ProcessStartInfo CreateStartInfo(string folder, IReadOnlyList<string> command)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder };

        // PGPORT, MYSQL_HOST, MARIADB_HOME and their like belong to the caller's own servers.
        foreach (var name in info.Environment.Keys.Where(IsOfServers).ToArray())
        {
            info.Environment.Remove(name);
        }

        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
    }

    private static bool IsOfServers(string name) =>
        Array.Exists(["PG", "MYSQL_", "MARIADB_"], prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static Process Start(ProcessStartInfo info) =>
        Process.Start(info) ?? throw new LocalClusterException($"{info.FileName} could not be started.");
}
