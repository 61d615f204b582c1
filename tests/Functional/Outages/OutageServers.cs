namespace CausalGateway.Functional.Outages;

/// <summary>Servers to be broken, with a gateway and a table <c>t</c>.</summary>
public abstract class OutageServers : IAsyncLifetime
{
    private ServerSet? _servers;
    private GatewayProcess? _gateway;

    public ServerSet Servers => _servers!;

    public GatewayProcess Gateway => _gateway!;

    /// <summary>A read that takes longer than it takes to find the server that runs it, with a marker in its text.</summary>
    public abstract string LongRead(string marker);

    /// <summary>Ends all connections to a server.</summary>
    public abstract Task TerminateConnectionsAsync(DatabaseServer server, CancellationToken cancellationToken);

    public async ValueTask InitializeAsync()
    {
        _servers = await StartServersAsync();
        await Servers.WaitForReplayAsync();
        _gateway = await Servers.StartGatewayAsync(
            clusterSettings: new Dictionary<string, object?> { ["ProbeTimeout"] = "500ms", ["ProbeInterval"] = "100ms" });
    }

    /// <summary>Starts what is stopped, and returns once the gateway sees everything up.</summary>
    public async Task MendAsync()
    {
        foreach (var server in (LocalServer[])[.. Servers.Cluster.Servers, Servers.Redis])
        {
            switch (server.State)
            {
                case ServerState.Stopped:
                    await server.StartAsync();
                    break;
                case ServerState.Frozen:
                    await server.ThawAsync();
                    break;
            }
        }

        foreach (var replica in Servers.Cluster.Replicas)
        {
            await Servers.Cluster.WaitForStreamingAsync(replica);
        }

        await Servers.WaitForReplayAsync();
        await Gateway.UntilHealthAsync("up", CancellationToken.None);
        foreach (var replica in Servers.Cluster.Replicas)
        {
            await Gateway.UntilReplicationAsync("streaming", replica, CancellationToken.None);
        }

        await Wait.UntilAsync("the gateway is ready", async token => await Gateway.Client.IsSuccessAsync("/readyz", token));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }

    /// <summary>Starts the servers, with the table <c>t</c>.</summary>
    private protected abstract Task<ServerSet> StartServersAsync();
}
