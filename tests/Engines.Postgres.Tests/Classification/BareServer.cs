using Npgsql;

namespace CausalGateway.Engines.Postgres.Tests.Classification;

/// <summary>A PostgreSQL server with nothing in it but what PostgreSQL brings.</summary>
public sealed class BareServer : IAsyncLifetime
{
    private PostgresCluster? _cluster;
    private NpgsqlDataSource? _dataSource;

    /// <summary>Connections to the server, as its superuser.</summary>
    public NpgsqlDataSource DataSource => _dataSource ?? throw new InvalidOperationException("The server was not started.");

    public async ValueTask InitializeAsync()
    {
        _cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = 0 });
        _dataSource = NpgsqlDataSource.Create(_cluster.Primary.GetConnectionString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_dataSource is not null)
        {
            await _dataSource.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
