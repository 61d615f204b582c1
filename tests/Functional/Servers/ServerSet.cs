using CausalGateway.LocalCluster.Postgres;
using CausalGateway.LocalCluster.Redis;
using Npgsql;

namespace CausalGateway.Functional.Servers;

/// <summary>A primary, two replicas and Redis, with a database <c>app</c> of the role <c>app</c>.</summary>
public sealed class ServerSet : IAsyncDisposable
{
    public const string Database = "app";

    private readonly Sandbox _sandbox;

    private ServerSet(Sandbox sandbox, PostgresCluster cluster, RedisServer redis) =>
        (_sandbox, Cluster, Redis) = (sandbox, cluster, redis);

    public PostgresCluster Cluster { get; }

    public RedisServer Redis { get; }

    public DatabaseServer Primary => Cluster.Primary;

    public string RedisAddress => $"{Redis.Host}:{Redis.Port}";

    public static async Task<ServerSet> StartAsync()
    {
        var sandbox = await Sandbox.CreateAsync();
        try
        {
            var redis = RedisServer.StartAsync(new RedisServerOptions { Sandbox = sandbox, Persistent = true });
            var cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Sandbox = sandbox, Fsync = false });
            await cluster.Primary.ExecuteAsync("create role app login");
            await cluster.Primary.ExecuteAsync($"create database {Database} owner app");
            var set = new ServerSet(sandbox, cluster, await redis);
            await set.WaitForReplayAsync();
            return set;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a statement on a server behind the gateway's back, as the administrator.</summary>
    public static async Task ExecuteAsync(DatabaseServer server, string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(server.GetConnectionString(Database));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first value of a query on a server, behind the gateway's back.</summary>
    public static async Task<T?> ScalarAsync<T>(DatabaseServer server, string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(server.GetConnectionString(Database));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    /// <summary>Returns once every replica shows what the primary shows.</summary>
    public Task WaitForReplayAsync(CancellationToken cancellationToken = default) =>
        Task.WhenAll(Cluster.Replicas.Select(replica => Cluster.WaitForReplayAsync(replica, cancellationToken)));

    /// <summary>The server and process that run a statement whose text contains <paramref name="marker"/>.</summary>
    public async Task<IReadOnlyList<(DatabaseServer Server, int ProcessId)>> FindRunningAsync(
        string marker, CancellationToken cancellationToken)
    {
        var found = new List<(DatabaseServer, int)>();
        foreach (var server in Cluster.Servers)
        {
            var processId = await server.ScalarAsync<int>(
                $"""
                select pid from pg_stat_activity
                where query like '%{marker}%' and state = 'active' and pid <> pg_backend_pid() and usename <> 'postgres'
                """,
                cancellationToken);
            if (processId != 0)
            {
                found.Add((server, processId));
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Redis.DisposeAsync();
        await _sandbox.DisposeAsync();
    }
}
