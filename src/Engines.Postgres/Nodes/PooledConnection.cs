using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>A connection out of a pool; disposing gives it back.</summary>
internal readonly record struct PooledConnection(NpgsqlConnection Connection, ConnectionIdentity Identity) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
