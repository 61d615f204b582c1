using System.Collections.Concurrent;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>The connections for statements to one server: a pool for each database, for reading and for writing.</summary>
/// <remarks>
/// Pools for reading start every transaction read-only: a server that is promoted, or a statement that writes where its text
/// does not show it, is refused by the server itself.
/// </remarks>
internal sealed class ConnectionPools(
    IServerConnector connector, IReplicationDialect dialect, NodeOptions options, ServerMonitor monitor, TimeProvider time)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<PoolKey, ConnectionPool> _pools = new();

    /// <summary>Takes a connection from the pool or opens one.</summary>
    public ValueTask<PooledConnection> RentAsync(string? database, bool readOnly, CancellationToken cancellationToken)
    {
        var key = new PoolKey(database, readOnly);
        return (_pools.TryGetValue(key, out var pool) ? pool : Add(key)).RentAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }

    private ConnectionPool Add(PoolKey key) => _pools.GetOrAdd(key, Create);

    private ConnectionPool Create(PoolKey key)
    {
        var target = ConnectionSettings.ForStatements(options, key.Database);
        var opener = new ConnectionOpener(connector, dialect, options, target, key.ReadOnly, monitor, time);
        return new ConnectionPool(opener, options.MaxConnections, options.ConnectTimeout, time);
    }

    private readonly record struct PoolKey(string? Database, bool ReadOnly);
}
