using CausalGateway.LocalCluster.Postgres;
using CausalGateway.LocalCluster.Redis;
using Npgsql;

namespace CausalGateway.Functional.Servers;

/// <summary>PostgreSQL.</summary>
public sealed class PostgresServerSet : ServerSet
{
    private PostgresServerSet(Sandbox sandbox, PostgresCluster cluster, RedisServer redis)
        : base(sandbox, cluster, redis)
    {
    }

    public override string Monitor => "Username=postgres;Database=postgres";

    public static Task<PostgresServerSet> StartAsync() => StartAsync(
        sandbox => PostgresCluster.StartAsync(new PostgresClusterOptions { Sandbox = sandbox, Fsync = false }),
        async (sandbox, cluster, redis) =>
        {
            await cluster.Primary.ExecuteAsync("create role app login");
            await cluster.Primary.ExecuteAsync($"create database {Database} owner app");
            return new PostgresServerSet(sandbox, cluster, redis);
        });

    public override string ConnectionOf(string user) => $"Username={user};Database={Database}";

    public override async Task<long> CountAsync(DatabaseServer server, string table, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server.GetConnectionString(Database));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public override Task CancelAsync(DatabaseServer server, long session, CancellationToken cancellationToken) =>
        server.ExecuteAsync($"select pg_cancel_backend({session})", cancellationToken);

    private protected override async Task<long> FindRunningAsync(
        DatabaseServer server, string marker, CancellationToken cancellationToken) =>
        await server.ScalarAsync<int>(
            $"""
            select pid from pg_stat_activity
            where query like '%{marker}%' and state = 'active' and pid <> pg_backend_pid() and usename <> 'postgres'
            """,
            cancellationToken);
}
