using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Functional.Servers;

/// <summary>A primary, two replicas and Redis, with a database <c>app</c> of the user <c>app</c>.</summary>
public abstract class ServerSet : IAsyncDisposable
{
    public const string Database = "app";

    private readonly Sandbox _sandbox;

    private protected ServerSet(Sandbox sandbox, ReplicatedCluster cluster, RedisServer redis) =>
        (_sandbox, Cluster, Redis) = (sandbox, cluster, redis);

    public ReplicatedCluster Cluster { get; }

    public RedisServer Redis { get; }

    public DatabaseServer Primary => Cluster.Primary;

    public string RedisAddress => $"{Redis.Host}:{Redis.Port}";

    /// <summary>How the gateway connects to run statements.</summary>
    public abstract string ConnectionOf(string user);

    /// <summary>How the gateway connects to probe.</summary>
    public abstract string Monitor { get; }

    /// <summary>The settings of a cluster section for these servers, over which <paramref name="further"/> win.</summary>
    public IReadOnlyDictionary<string, object?> Configure(string user, IReadOnlyDictionary<string, object?>? further = null)
    {
        var settings = new Dictionary<string, object?> { ["Connection"] = ConnectionOf(user), ["Monitor"] = Monitor };
        foreach (var (name, value) in further ?? new Dictionary<string, object?>())
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>How many rows a table of the database has on a server, behind the gateway's back.</summary>
    public abstract Task<long> CountAsync(DatabaseServer server, string table, CancellationToken cancellationToken);

    /// <summary>Returns once every replica shows what the primary shows.</summary>
    public Task WaitForReplayAsync(CancellationToken cancellationToken = default) =>
        Task.WhenAll(Cluster.Replicas.Select(replica => Cluster.WaitForReplayAsync(replica, cancellationToken)));

    /// <summary>The server and session that run a statement whose text contains <paramref name="marker"/>.</summary>
    public async Task<IReadOnlyList<(DatabaseServer Server, long Session)>> FindRunningAsync(
        string marker, CancellationToken cancellationToken)
    {
        var found = new List<(DatabaseServer, long)>();
        foreach (var server in Cluster.Servers)
        {
            var session = await FindRunningAsync(server, marker, cancellationToken);
            if (session != 0)
            {
                found.Add((server, session));
            }
        }

        return found;
    }

    /// <summary>Ends the statement that a session runs, as its administrator would.</summary>
    public abstract Task CancelAsync(DatabaseServer server, long session, CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Cluster.DisposeAsync();
        await Redis.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    /// <summary>The session on this server that runs the statement, or 0.</summary>
    private protected abstract Task<long> FindRunningAsync(
        DatabaseServer server, string marker, CancellationToken cancellationToken);

    /// <summary>Starts Redis and a cluster in one sandbox, which ends with what fails.</summary>
    private protected static async Task<TSet> StartAsync<TCluster, TSet>(
        Func<Sandbox, Task<TCluster>> startCluster, Func<Sandbox, TCluster, RedisServer, Task<TSet>> prepare)
        where TSet : ServerSet
    {
        var sandbox = await Sandbox.CreateAsync();
        try
        {
            var redis = RedisServer.StartAsync(new RedisServerOptions { Sandbox = sandbox, Persistent = true });
            var cluster = await startCluster(sandbox);
            var set = await prepare(sandbox, cluster, await redis);
            await set.WaitForReplayAsync();
            return set;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }
}
