using CausalGateway.LocalCluster;
using Npgsql;

namespace CausalGateway.Causality.Servers;

/// <summary>A transaction with an id of its own that stays open for as long as this lives.</summary>
internal sealed class HeldTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly string _id;

    private HeldTransaction(NpgsqlConnection connection, string id)
    {
        _connection = connection;
        _id = id;
    }

    public static async Task<HeldTransaction> BeginAsync(DatabaseServer primary, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(primary.GetConnectionString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("begin; select pg_current_xact_id()::text", connection);
        return new HeldTransaction(connection, (string)(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    /// <summary>Whether it is still open, and no open transaction is older.</summary>
    public async Task<bool> IsOldestAsync(DatabaseServer primary, CancellationToken cancellationToken) =>
        await primary.ScalarAsync<string>("select pg_snapshot_xmin(pg_current_snapshot())::text", cancellationToken) == _id;

    /// <summary>Rolls it back.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
