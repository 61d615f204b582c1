using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>The programs of one installation of MySQL or MariaDB.</summary>
/// <param name="Server">The server's program.</param>
/// <param name="Client">The command line client, which runs what tests ask of servers.</param>
/// <param name="Version">The server's version, as it prints it.</param>
internal sealed record ServerPrograms(string Server, string Client, string Version)
{
    /// <summary>The folder above the server's <c>bin</c> or <c>sbin</c>: what servers call their base.</summary>
    public string BaseFolder => Path.GetDirectoryName(Path.GetDirectoryName(ResolveLink(Server)))!;

    /// <summary>The version that a server's program prints; null if it does not run.</summary>
    public static async Task<string?> TryReadVersionAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            // "mysqld  Ver 9.7.0 for Linux on x86_64 (...)", "mariadbd  Ver 10.11.6-MariaDB for ..."
            var printed = await new ToolRunner(ServerUser.Resolve()).RunAsync("/", server, ["--version"], cancellationToken);
            var words = printed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.ElementAtOrDefault(Array.IndexOf(words, "Ver") + 1);
        }
        catch (LocalClusterException)
        {
            return null;
        }
    }

    /// <summary>The first of these folders that holds a program.</summary>
    public static string? Find(string program, IEnumerable<string> folders) =>
        folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The folders of the PATH, then those where Debian keeps servers.</summary>
    public static IEnumerable<string> SystemFolders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/usr/bin");

    private static string ResolveLink(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
