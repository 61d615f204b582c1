namespace CausalGateway.Engines.InMemory;

/// <summary>A primary and its replicas. What happens to them is said to the servers themselves.</summary>
public sealed class InMemoryCluster
{
    private readonly List<InMemoryServer> _servers = [];

    internal InMemoryCluster(int replicas, Func<int> identify)
    {
        var gate = new Lock();
        var primary = new InMemoryServer("a", gate, source: null, identify());
        _servers.Add(primary);
        for (var i = 0; i < replicas; i++)
        {
            var replica = new InMemoryServer(((char)('b' + i)).ToString(), gate, primary, identify());
            _servers.Add(replica);
        }

        foreach (var server in _servers)
        {
            server.Advanced = () => _servers.ForEach(other => other.Receive());
        }
    }

    /// <summary>All servers; the first one began as the primary.</summary>
    public IReadOnlyList<InMemoryServer> Servers => _servers;
}
