using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Tests.Fakes;

/// <summary>A cluster of servers that say what a test tells them to: also what no server of an engine would say.</summary>
internal sealed class ScriptedCluster : RoutedCluster
{
    private readonly Dictionary<string, ScriptedNode> _nodes;

    private ScriptedCluster(IReadOnlyList<ScriptedNode> nodes, EngineCapabilities capabilities)
        : base(new ScriptedEngine { Capabilities = capabilities }, nodes) => _nodes = nodes.ToDictionary(node => node.Name);

    /// <summary>A server's script.</summary>
    public ScriptedNode this[string name] => _nodes[name];

    /// <summary>A cluster of which every server has been probed once.</summary>
    public static Task<ScriptedCluster> StartAsync(params (string Name, NodeStatus? Status)[] servers) =>
        StartAsync(ScriptedEngine.DefaultCapabilities, servers);

    /// <summary>The same, of an engine that can do <paramref name="capabilities"/>.</summary>
    public static async Task<ScriptedCluster> StartAsync(
        EngineCapabilities capabilities, params (string Name, NodeStatus? Status)[] servers)
    {
        var cluster = new ScriptedCluster(
            [.. servers.Select(server => new ScriptedNode(server.Name) { Status = server.Status })], capabilities);
        await cluster.StartWatchingAsync();
        foreach (var (name, status) in servers)
        {
            if (status is not null)
            {
                await cluster.RefreshAsync(name, status);
            }
        }

        return cluster;
    }

    /// <summary>Changes what a server says, and lets the gateway ask.</summary>
    public Task RefreshAsync(string name, NodeStatus status)
    {
        _nodes[name].Status = status;
        return RefreshAsync(name);
    }
}
