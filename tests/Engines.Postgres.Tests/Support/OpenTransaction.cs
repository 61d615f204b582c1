using Npgsql;

namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>A transaction of somebody else, left open. Disposing rolls it back.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private OpenTransaction(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Begins it and runs a statement in it.</summary>
    public static async Task<OpenTransaction> BeginAsync(DatabaseServer server, string sql)
    {
        var connection = new NpgsqlConnection(server.GetConnectionString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var transaction = new OpenTransaction(connection);
        await transaction.ExecuteAsync($"begin; {sql}");
        return transaction;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return (T?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public Task CommitAsync() => ExecuteAsync("commit");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
