using System.Globalization;

namespace CausalGateway.LocalCluster.Postgres;

/// <summary>Where PostgreSQL's programs are.</summary>
internal sealed record PostgresBinaries(string Folder)
{
    private const string Variable = "CAUSALGATEWAY_POSTGRES_BIN";
    private const int OldestMajor = 14;

    private static readonly string[] Programs = ["postgres", "initdb", "pg_basebackup", "pg_rewind"];

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>
    /// The folder that <c>CAUSALGATEWAY_POSTGRES_BIN</c> names; or Debian's newest; or that of <c>postgres</c> on the PATH.
    /// </summary>
    public static PostgresBinaries Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return Holds(chosen)
                ? new PostgresBinaries(chosen)
                : throw new LocalClusterException($"{Variable} is {chosen}, which does not hold {string.Join(", ", Programs)}.");
        }

        var folder = FindDebian().Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(Holds);
        return folder is not null
            ? new PostgresBinaries(folder)
            : throw new LocalClusterException(
                $"There is no PostgreSQL {OldestMajor} or later here. "
                + $"Run eng/install-servers.sh, or set {Variable} to the folder that holds {string.Join(", ", Programs)}.");
    }

    private static IEnumerable<string> FindDebian()
    {
        const string Root = "/usr/lib/postgresql";
        return Directory.Exists(Root)
            ? Directory.EnumerateDirectories(Root)
                .Select(folder => (
                    Major: int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0,
                    Bin: Path.Combine(folder, "bin")))
                .Where(found => found.Major >= OldestMajor)
                .OrderByDescending(found => found.Major)
                .Select(found => found.Bin)
            : [];
    }

    private static bool Holds(string folder) =>
        folder.Length > 0 && Array.TrueForAll(Programs, program => File.Exists(Path.Combine(folder, program)));
}
