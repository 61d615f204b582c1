namespace CausalGateway.LocalCluster.Processes;

/// <summary>
/// The user that servers run as. Database servers refuse to run as root, so a privileged caller hands them to
/// <c>postgres</c>, or <c>nobody</c> where that does not exist; anybody else runs them as themselves.
/// </summary>
internal sealed record ServerUser(string Name, IReadOnlyList<string> CommandPrefix)
{
    public static ServerUser Resolve()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerUser(Environment.UserName, []);
        }

        foreach (var name in (string[])["postgres", "nobody"])
        {
            var account = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(line => line[0] == name);
            if (account is not null)
            {
                // setpriv, unlike su and runuser, replaces itself: the process that is started is the server.
                return new ServerUser(
                    name, ["setpriv", $"--reuid={account[2]}", $"--regid={account[3]}", "--clear-groups", "--"]);
            }
        }

        throw new LocalClusterException("Servers must not run as root, and there is no user postgres or nobody to run them as.");
    }
}
