using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Protocol;
using CausalGateway.Engines.MySql.Replication;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Opens the clients that are tested.</summary>
internal static class Node
{
    public static MySqlNodeClient Open(
        Family family, DatabaseServer server, SqlLogin? login = null, Func<NodeOptions, NodeOptions>? configure = null) =>
        Open(family, server.Name, server.Port, login, configure);

    public static MySqlNodeClient Open(
        Family family, string name, int port, SqlLogin? login = null, Func<NodeOptions, NodeOptions>? configure = null)
    {
        login ??= SqlLogin.Application;
        var options = new NodeOptions
        {
            Name = name,
            Host = "127.0.0.1",
            Port = port,
            Connection = $"Username={login.User};Password={login.Password};Database=app",
            Monitor = $"Username={SqlLogin.Monitor.User};Password={SqlLogin.Monitor.Password}",
        };
        return new MySqlNodeClient(configure?.Invoke(options) ?? options, Dialect(family), new WireConnector(), TimeProvider.System);
    }

    public static IReplicationDialect Dialect(Family family) =>
        family == Family.MySql ? new MySqlReplication() : new MariaDbReplication();

    public static HistoryJudge Judge(Family family) => family == Family.MySql ? new MySqlHistoryJudge() : new MariaDbHistoryJudge();
}
