using CausalGateway.Engines.Postgres.Nodes;

namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>Opens the clients that are tested.</summary>
internal static class Node
{
    public static PostgresNodeClient Open(
        DatabaseServer server, string user = Users.App, string connection = "", Func<NodeOptions, NodeOptions>? configure = null) =>
        Open(server.Name, server.Port, user, connection, configure);

    public static PostgresNodeClient Open(
        DatabaseServer server, Relay relay, string connection = "", Func<NodeOptions, NodeOptions>? configure = null) =>
        Open(server.Name, relay.Port, Users.App, connection, configure);

    public static PostgresNodeClient Open(
        string name, int port, string user, string connection, Func<NodeOptions, NodeOptions>? configure)
    {
        var options = new NodeOptions
        {
            Name = name,
            Host = "127.0.0.1",
            Port = port,
            Connection = $"Username={user};Database=postgres;{connection}",
            Monitor = $"Username={Users.Monitor}",
        };
        return new PostgresNodeClient(configure?.Invoke(options) ?? options, TimeProvider.System);
    }
}
