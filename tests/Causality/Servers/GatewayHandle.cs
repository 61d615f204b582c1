using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Causality.Servers;

/// <summary>One of several gateways, and whether a load balancer would send it requests.</summary>
internal sealed class GatewayHandle(string name, GatewayProcess process)
{
    private volatile bool _isUp = true;

    public string Name => name;

    public GatewayProcess Process => process;

    public GatewayClient Client => process.Client;

    public bool IsUp => _isUp;

    /// <summary>Ends it with SIGKILL. Requests that are under way break; the next ones go elsewhere.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _isUp = false;
        await process.KillAsync(cancellationToken);
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await process.StartAsync(cancellationToken);
        _isUp = true;
    }
}
