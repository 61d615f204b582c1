using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Hosting;

/// <summary>All clusters of the process: watched from the start to the stop of the host.</summary>
internal sealed class ClusterSet(IReadOnlyDictionary<string, Cluster> clusters) : IHostedService, IAsyncDisposable
{
    private bool _disposed;

    public IReadOnlyDictionary<string, Cluster> ByName => clusters;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var cluster in clusters.Values)
        {
            cluster.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>May be called twice: the container knows it as a service of its own and as a hosted one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var cluster in clusters.Values)
        {
            await cluster.DisposeAsync();
        }
    }
}
