using Npgsql;

namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>Runs a statement on a server again and again until disposed.</summary>
internal sealed class BackgroundWriter : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly Task _running;

    public BackgroundWriter(DatabaseServer server, string sql) => _running = RunAsync(server, sql);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(DatabaseServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.GetConnectionString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        while (!_stop.IsCancellationRequested)
        {
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
