using Npgsql;

namespace CausalGateway.Functional.Outages;

public sealed class PostgresOutageServers : OutageServers
{
    public override string LongRead(string marker) => $"select pg_sleep(1.5) /* {marker} */";

    public override Task TerminateConnectionsAsync(DatabaseServer server, CancellationToken cancellationToken) => server.ExecuteAsync(
        "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
        cancellationToken);

    private protected override async Task<ServerSet> StartServersAsync()
    {
        var servers = await PostgresServerSet.StartAsync();
        await using var connection = new NpgsqlConnection(servers.Primary.GetConnectionString(ServerSet.Database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("set role app; create table t (id int4)", connection);
        await command.ExecuteNonQueryAsync();
        return servers;
    }
}
