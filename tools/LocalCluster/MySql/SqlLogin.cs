namespace CausalGateway.LocalCluster.MySql;

/// <summary>A user that every server of a MySQL or MariaDB cluster knows, from loopback only.</summary>
/// <param name="User">The name.</param>
/// <param name="Password">The password; empty for none.</param>
public sealed record SqlLogin(string User, string Password)
{
    /// <summary>May do everything, and has no password.</summary>
    public static SqlLogin Administrator { get; } = new("root", "");

    /// <summary>Owns the database <c>app</c> and may do nothing else.</summary>
    public static SqlLogin Application { get; } = new("app", "app");

    /// <summary>May see how replication is doing, as a gateway's monitoring user must, and nothing else.</summary>
    public static SqlLogin Monitor { get; } = new("monitor", "monitor");

    /// <summary>What replicas connect to their source as.</summary>
    internal static SqlLogin Replication { get; } = new("repl", "repl");
}
