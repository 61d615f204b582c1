namespace CausalGateway.LocalCluster.Links;

/// <summary>The links between the servers of a cluster: one relay for each pair and direction, made when first needed.</summary>
internal sealed class LinkTable : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string From, string To), Relay> _relays = [];

    /// <summary>The way by which one server connects to another.</summary>
    public Relay Get(LocalServer from, LocalServer to)
    {
        lock (_gate)
        {
            if (!_relays.TryGetValue((from.Name, to.Name), out var relay))
            {
                relay = _relays[(from.Name, to.Name)] = Relay.Open(to.Port);
            }

            return relay;
        }
    }

    /// <summary>Forgets the links of a server that is gone for good.</summary>
    public async Task RemoveAsync(LocalServer server)
    {
        List<Relay> removed = [];
        lock (_gate)
        {
            foreach (var pair in _relays.Keys.Where(pair => pair.From == server.Name || pair.To == server.Name).ToArray())
            {
                _relays.Remove(pair, out var relay);
                removed.Add(relay!);
            }
        }

        foreach (var relay in removed)
        {
            await relay.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Relay[] all;
        lock (_gate)
        {
            all = [.. _relays.Values];
            _relays.Clear();
        }

        foreach (var relay in all)
        {
            await relay.DisposeAsync();
        }
    }
}
