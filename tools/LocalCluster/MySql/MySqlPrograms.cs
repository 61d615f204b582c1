namespace CausalGateway.LocalCluster.MySql;

/// <summary>Where MySQL's programs are.</summary>
internal static class MySqlPrograms
{
    private const string Variable = "CAUSALGATEWAY_MYSQL_DIR";
    private const string Installed = "/opt/causalgateway/mysql";

    private static readonly Version Oldest = new(8, 4);

    /// <summary>
    /// Those in the folder that <c>CAUSALGATEWAY_MYSQL_DIR</c> names; or in the one that eng/install-servers.sh makes; or
    /// those on the PATH, if that <c>mysqld</c> is MySQL 8.4 or later and not MariaDB, which uses the same name.
    /// </summary>
    public static async Task<ServerPrograms> FindAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return await TryFindAsync(GetFolders(chosen), cancellationToken)
                ?? throw new LocalClusterException(
                    $"{Variable} is {chosen}, which does not hold mysqld and mysql of MySQL {Oldest} or later.");
        }

        return await TryFindAsync(GetFolders(Installed), cancellationToken)
            ?? await TryFindAsync(ServerPrograms.SystemFolders, cancellationToken)
            ?? throw new LocalClusterException(
                $"There is no MySQL {Oldest} or later here. "
                + $"Run eng/install-servers.sh, or set {Variable} to the folder of an installation.");
    }

    /// <summary>Where an installation in a folder of its own has its programs: Debian's layout, or the one of an archive.</summary>
    private static IEnumerable<string> GetFolders(string root) =>
        ((string[])["run", "usr/sbin", "usr/bin", "sbin", "bin"]).Select(folder => Path.Combine(root, folder));

    private static async Task<ServerPrograms?> TryFindAsync(IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        folders = [.. folders];
        return ServerPrograms.Find("mysqld", folders) is { } server
            && ServerPrograms.Find("mysql", folders) is { } client
            && await ServerPrograms.TryReadVersionAsync(server, cancellationToken) is { } version
            && IsRecentEnough(version)
                ? new ServerPrograms(server, client, version)
                : null;
    }

    private static bool IsRecentEnough(string version) =>
        !version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase)
        && Version.TryParse(version.Split('-')[0], out var parsed)
        && parsed >= Oldest;
}
