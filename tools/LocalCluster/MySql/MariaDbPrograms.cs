namespace CausalGateway.LocalCluster.MySql;

/// <summary>Where MariaDB's programs are.</summary>
/// <param name="Programs">The server and the client.</param>
/// <param name="Installer">The script that makes a data folder.</param>
internal sealed record MariaDbPrograms(ServerPrograms Programs, string Installer)
{
    /// <summary>Those on the PATH, or where Debian puts them.</summary>
    public static async Task<MariaDbPrograms> FindAsync(CancellationToken cancellationToken) =>
        ServerPrograms.Find("mariadbd", ServerPrograms.SystemFolders) is { } server
        && ServerPrograms.Find("mariadb", ServerPrograms.SystemFolders) is { } client
        && ServerPrograms.Find("mariadb-install-db", ServerPrograms.SystemFolders) is { } installer
        && await ServerPrograms.TryReadVersionAsync(server, cancellationToken) is { } version
            ? new MariaDbPrograms(new ServerPrograms(server, client, version), installer)
            : throw new LocalClusterException(
                "There is no MariaDB here. "
                + "Run eng/install-servers.sh, or put mariadbd, mariadb and mariadb-install-db on the PATH.");
}
